/**
 * cases: case files, their exhibits, and what happened to each: seals, photographs, images.
 *
 * Terms: a *case* holds *exhibits*; an exhibit is one medium with the fields of the seal record (介质封存记录); a *seal
 * event* is a sealing or an unsealing; an *image record* says what was acquired from an exhibit and how it verified.
 *
 * Promises: every act is logged before its row is written, and both outcomes when the row then fails; refusals are logged
 * too; rows are never changed or deleted; a closed case takes nothing more; a seal number is used once. Never decides
 * who may do what, never reads or writes an image.
 */

export type { NewImage } from './images.ts';
export { type Cases, openCases } from './openCases.ts';
export { type CasesLog, healInterrupted, openRecorder, type Recorder } from './recording.ts';
