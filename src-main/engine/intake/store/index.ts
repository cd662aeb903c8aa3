/** Keeping records: a case's own encrypted store, and the writer that fills it. */
export { caseStoreKey, caseStorePath, ensureCaseStoreKey, openCaseStore } from './caseStore.ts';
export { intakesOf } from './intakeList.ts';
export { openRecordWriter, type RecordWriter, type WrittenMessage } from './recordWriter.ts';
