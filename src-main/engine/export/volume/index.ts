/**
 * volume: encrypted volumes that stock tools open (VeraCrypt format, LUKS2), written and read without any privilege.
 *
 * Terms: a *volume* is a file or a device; its *payload* is the decrypted region, an exFAT file system.
 * Promises: a target exists whole or not at all, everything written is read back and compared, memory stays flat.
 * Never: stores a passphrase or a key, overwrites a file, writes to a disk that is in use.
 */
export { openSealedVolume } from './open.ts';
export { planVolume, SEAL_STEPS, type VolumePlan, writeSealedVolume } from './seal.ts';
export { inspectTarget, type TargetFacts } from './target/inspect.ts';
export { discardVolume } from './target/onTarget.ts';
export type {
  OpenVolume,
  SealedFile,
  SealedVolume,
  SealRequest,
  VolumeEntry,
  VolumeFinding,
  VolumeFormat,
} from './types.ts';
export type { UnlockOptions } from './veracrypt/open.ts';
