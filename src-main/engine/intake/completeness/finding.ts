/**
 * What a completeness certificate is made of. A finding is a lead for a person to follow, never a verdict: it says what
 * in the source does not add up, how strong that is, and where to look.
 */
import type { ErrorDetails } from '../../lib/index.ts';
import type { Message, Place } from '../model.ts';
import type { Declaration } from '../reader.ts';

export const CHECKS = [
  'sequence-gaps',
  'dangling-references',
  'declared-counts',
  'self-declaration',
  'duplicates',
  'order',
  'silent-hours',
] as const;
export type CheckId = (typeof CHECKS)[number];

/** Each has a sentence `finding.<code>`. */
export const FINDING_CODES = [
  'sequence-gap',
  'revoked-message-absent',
  'quoted-message-absent',
  'count-differs',
  'source-says-incomplete',
  'record-twice',
  'out-of-order',
  'silent-hours',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/**
 * `shown`: the source itself shows that something is not in it (a message is taken back that is not there).
 * `strong`, `weak`: leads; `weak` where the format promises nothing.
 */
export type FindingStrength = 'shown' | 'strong' | 'weak';

/** A range of running numbers, or of times in milliseconds; both ends belong to it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Finding {
  readonly code: FindingCode;
  readonly strength: FindingStrength;
  /** Key of the conversation; null for the whole source. */
  readonly conversation: string | null;
  readonly details: ErrorDetails;
  /** Missing numbers or silent times, the largest first; empty for the other codes. */
  readonly spans: readonly Span[];
  /** The first records concerned. */
  readonly places: readonly Place[];
}

export type CheckOutcome =
  | { readonly check: CheckId; readonly performed: true; readonly findings: readonly Finding[] }
  /** `why`: sentence `finding.not-performed.<why>`. */
  | { readonly check: CheckId; readonly performed: false; readonly why: NotPerformed };

export const NOT_PERFORMED = ['no-numbers', 'no-ids', 'no-declaration', 'no-times', 'too-little'] as const;
export type NotPerformed = (typeof NOT_PERFORMED)[number];

/** One check of the certificate, fed with every record in the order of the source. */
export interface Check {
  readonly id: CheckId;
  record(message: Message, place: Place): void;
  declared?(declaration: Declaration): void;
  outcome(): CheckOutcome;
}

/** Places told with a finding. */
export const MOST_PLACES = 10;
/** Spans and findings told of each kind; more are counted only. */
export const MOST_SPANS = 50;
export const MOST_FINDINGS = 200;
