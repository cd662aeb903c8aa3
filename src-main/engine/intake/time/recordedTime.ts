/**
 * When something happened, as the source recorded it.
 *
 * - `recorded`: the source gives an instant (epoch number, or a date-time with its offset).
 * - `asserted`: the source gives a wall clock without a zone; somebody, or the format's documentation, names the zone.
 * - `local`: a wall clock whose zone nobody has named yet. It has no instant and is ordered by its wall clock only.
 * - `undated`: no time at all. Never borrowed from a neighbour, a file name or a file's own date.
 */
export type TimeKind = 'recorded' | 'asserted' | 'local' | 'undated';
export type TimePrecision = 'millisecond' | 'second' | 'minute' | 'day' | 'none';

export interface RecordedTime {
  readonly kind: TimeKind;
  /** Exactly as it stands in the source. */
  readonly recorded: string;
  /** UTC milliseconds; null when `local` or `undated`. */
  readonly utcMs: number | null;
  /** The wall clock read as if it were UTC, in milliseconds; null for instants and undated. */
  readonly wallMs: number | null;
  readonly precision: TimePrecision;
}

export const UNDATED: RecordedTime = { kind: 'undated', recorded: '', utcMs: null, wallMs: null, precision: 'none' };

/** An undated time that keeps what the source wrote in the place of a time. */
export function undated(recorded: string): RecordedTime {
  return recorded === '' ? UNDATED : { ...UNDATED, recorded };
}

/** Largest instant that Date knows, in milliseconds (ECMA-262 §21.4.1.1). */
const MAX_MS = 8.64e15;

/** An epoch number, in milliseconds. 0 and below are how exporters write "none". */
export function instantFromMs(recorded: string, ms: number): RecordedTime {
  if (!Number.isInteger(ms) || ms <= 0 || ms > MAX_MS) return undated(recorded);
  return { kind: 'recorded', recorded, utcMs: ms, wallMs: null, precision: 'millisecond' };
}

/** An epoch number, in seconds. */
export function instantFromSeconds(recorded: string, seconds: number): RecordedTime {
  if (!Number.isInteger(seconds) || seconds <= 0 || seconds * 1000 > MAX_MS) return undated(recorded);
  return { kind: 'recorded', recorded, utcMs: seconds * 1000, wallMs: null, precision: 'second' };
}

/** A position on one line for ordering within one source: the instant, else the wall clock; null when undated. */
export function orderMs(time: RecordedTime): number | null {
  return time.utcMs ?? time.wallMs;
}
