/** sources: what can be imaged. Opened for reading only; facts come from the operating system, or are null. */
export { inspectSource, listSources } from './inspect.ts';
export { endOfSource, FILE_SECTOR_BYTES, openSource, type ReadOnlySource } from './readOnlySource.ts';
