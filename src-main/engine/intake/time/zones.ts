/**
 * From a wall clock to an instant, for a zone that somebody named. IANA names and fixed offsets (`+08:00`).
 * Where a wall clock happened twice (clocks set back) the first one is taken; where it never happened (clocks set
 * forward) the offset before the change is used. Offsets come from the runtime's own zone tables.
 */
import { EvidenceError } from '../../lib/index.ts';

export interface NamedZone {
  readonly name: string;
  /** UTC milliseconds of a wall clock given as if it were UTC. */
  toUtc(wallMs: number): number;
}

const QUARTER = 900_000;
const DAY = 86_400_000;

/** Throws `EvidenceError('intake.zone-unknown')` for a name the runtime does not know. */
export function namedZone(name: string): NamedZone {
  const fixed = /^([+-])(\d{2}):(\d{2})$/.exec(name);
  if (fixed) {
    const offset = (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000;
    return { name, toUtc: (wallMs) => wallMs - offset };
  }
  const offsetAt = offsetsOf(name);
  let lastQuarter = Number.NaN;
  let lastOffset = 0;
  return {
    name,
    toUtc(wallMs) {
      // Every change of offset since the 1940s falls on a quarter of an hour.
      const quarter = Math.floor(wallMs / QUARTER);
      if (quarter !== lastQuarter) {
        lastOffset = offsetOfWall(wallMs, offsetAt);
        lastQuarter = quarter;
      }
      return wallMs - lastOffset;
    },
  };
}

function offsetOfWall(wallMs: number, offsetAt: (utcMs: number) => number): number {
  const before = offsetAt(wallMs - DAY);
  const after = offsetAt(wallMs + DAY);
  if (before === after || offsetAt(wallMs - before) === before) return before;
  return offsetAt(wallMs - after) === after ? after : before;
}

function offsetsOf(zone: string): (utcMs: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US-u-hc-h23-ca-gregory', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw new EvidenceError('intake.zone-unknown', { zone }, cause);
  }
  const known = new Map<number, number>();
  return (utcMs) => {
    const quarter = Math.floor(utcMs / QUARTER);
    const cached = known.get(quarter);
    if (cached !== undefined) return cached;
    const start = quarter * QUARTER;
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(start)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - start;
    if (known.size > 100_000) known.clear();
    known.set(quarter, offset);
    return offset;
  };
}
