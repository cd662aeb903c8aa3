/**
 * intake: sources as people hand them over (exports, archives, logs), recognised by content, read as a stream of records.
 *
 * Terms. A *source* is one path: a file, a folder, an archive. A *part* is a file of it that a reader reads, with the
 * *companions* that belong to it. A *record* is one message with the byte range it came from. A *warning* is what could
 * not be taken in, with place and reason. An *assumption* is what the records rest on that their bytes do not say. A
 * *finding* is a lead that a source is not whole.
 *
 * Promises: sources are only read. Memory does not grow with the size of a file. Numbers keep all their digits. Nothing
 * that is bad is passed over in silence. Never: fetches what a message refers to, runs a formula, borrows a time.
 */

export { canonicalForm } from './canonicalForm.ts';
export { CompletenessCheck } from './completeness/certificate.ts';
export {
  CHECKS,
  type CheckId,
  type CheckOutcome,
  FINDING_CODES,
  type Finding,
  NOT_PERFORMED,
} from './completeness/finding.ts';
export { type DetectedPart, type DetectedSource, detectSource } from './detectSource.ts';
export type { TableMapping } from './mapping.ts';
export * from './model.ts';
export type { Assumption, Declaration, Detection, Numbering, ReadOptions, RecordSink } from './reader.ts';
export { unwrapWeComKey } from './readers/wecom-archive/index.ts';
export { readPart } from './readSource.ts';
export { rangeOf, type SourceFile } from './source/sourceFile.ts';
export * from './store/index.ts';
export { summariseApart } from './summariseApart.ts';
export { type PathSummary, type SourceSummary, type SummaryTime, summarise } from './summary.ts';
export { orderMs, type RecordedTime, type TimeKind, type TimePrecision } from './time/recordedTime.ts';
export { type IntakeWarning, WARNING_CODES, type WarningCode } from './warnings.ts';
