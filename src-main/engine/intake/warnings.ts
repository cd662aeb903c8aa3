/**
 * What could not be taken in as it stands, and where: bad input becomes a row, not a gap.
 * Each code has a sentence `intake.warning.<code>` in the catalogue; `details` fill its placeholders.
 */
import type { ErrorDetails } from '../lib/index.ts';
import type { Place, SourcePart } from './model.ts';

export const WARNING_CODES = [
  'bytes-broken',
  'chunk-missing',
  'csv-fields-missing',
  'csv-fields-surplus',
  'csv-quote-open',
  'date-order-guessed',
  'document-cut',
  'encoding-guessed',
  'file-damaged',
  'file-is-database',
  'file-is-packed',
  'file-is-training-set',
  'file-is-web-page',
  'file-not-recognised',
  'folder-too-deep',
  'json-syntax',
  'json-too-deep',
  'line-unplaced',
  'link-not-followed',
  'member-checksum-wrong',
  'member-damaged',
  'member-encrypted',
  'member-headers-disagree',
  'member-method-unknown',
  'member-name-taken',
  'member-name-unsafe',
  'member-suspect-ratio',
  'reading-stopped',
  'record-too-long',
  'record-without-message',
  'rsmf-rule-broken',
  'text-half-character',
  'time-unreadable',
  'type-unknown',
  'workbook-damaged',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

export interface IntakeWarning {
  readonly code: WarningCode;
  readonly part: SourcePart;
  /** First byte and number of bytes concerned; null where the whole part is meant. */
  readonly offset: number | null;
  readonly length: number | null;
  /** True when something of the source is missing from the records for it; false when the record stands, with a flaw. */
  readonly lost: boolean;
  readonly details: ErrorDetails;
}

export type WarningSink = (warning: IntakeWarning) => void;

/** A record that could not be taken in. */
export function lost(warn: WarningSink, code: WarningCode, place: Place, details: ErrorDetails = {}): void {
  warn({ code, ...place, lost: true, details: { offset: place.offset, ...details } });
}

/** A record that was taken in, with something wrong in it. */
export function flawed(warn: WarningSink, code: WarningCode, place: Place, details: ErrorDetails = {}): void {
  warn({ code, ...place, lost: false, details: { offset: place.offset, ...details } });
}
