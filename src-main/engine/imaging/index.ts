/**
 * imaging: reads a medium once, hashes it, writes it as an image, reads the image back.
 *
 * Terms: the *source* is what is imaged and never written to; an *image* is one or more *segment* files; *chunks* are
 * what an E01 compresses and checksums; a *bad range* could not be read and is filled with zeros.
 * Promises: every byte of the source stands in the image at its place, or in the list of bad ranges; files bear
 * `.partial` until they are whole; the verdict of the image and that of the source are never mixed; memory does not grow
 * with the source.
 * Never: opens a source for writing, acquires without an approval, overwrites a file, or calls unchecked what matched.
 */
export { acquire, acquireJob } from './acquire.ts';
export type { AcquireTools, ImageRecorder } from './acquireTools.ts';
export { interruptedAcquisitions } from './journal.ts';
export { type AcquirePlan, planAcquisition } from './plan.ts';
export { inspectSource, listSources } from './sources/index.ts';
export { verifyImage, verifyImageJob } from './verify.ts';
