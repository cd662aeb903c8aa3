/**
 * export: what leaves the station. A package of images, forms, photographs and log, signed by two people, in an encrypted
 * volume or a folder.
 *
 * Terms: a *package* is a BagIt bag with our names in it; its *digest* is the SHA-256 of its tag manifest and stands for
 * all of it; a *volume* is the encrypted file that holds it; *sealed* means signed, written, read back and logged.
 * Promises: nothing is sealed without the approval of two people for exactly these parameters; every file is compared
 * with its record while it is written, and read back from the target; a target is whole or absent; a receiver checks
 * everything with stock tools. Never: changes a source, stores a passphrase, discloses log entries of other cases.
 */
export type { PackagedForm } from './package/content.ts';
export { planExport } from './plan.ts';
export { type ExportTools, sealExport, sealExportJob } from './seal.ts';
export { type OpenVolume, openSealedVolume } from './volume/index.ts';
