/** Date-times as texts, and wall clocks as times of the model. Calendars are checked: 31 April is no date. */
import { type RecordedTime, type TimePrecision, undated } from './recordedTime.ts';
import type { NamedZone } from './zones.ts';

const HOUR = 3_600_000;

/** A wall clock as a time of the model: asserted where a zone is named, else local. */
export function wallTime(
  recorded: string,
  wallMs: number,
  precision: TimePrecision,
  zone: NamedZone | null,
): RecordedTime {
  if (zone === null) return { kind: 'local', recorded, utcMs: null, wallMs, precision };
  return { kind: 'asserted', recorded, utcMs: zone.toUtc(wallMs), wallMs, precision };
}

/** Date-times of the field: `2023-08-12 23:22:41`, `2023/8/12 9:05`, with `T`, fraction, `Z` or offset. Else undated. */
export function dateTime(recorded: string, zone: NamedZone | null): RecordedTime {
  const parsed = parseDateTime(recorded);
  if (parsed === null) return undated(recorded);
  const { wallMs, precision, offsetMs } = parsed;
  if (offsetMs === null) return wallTime(recorded, wallMs, precision, zone);
  return { kind: 'recorded', recorded, utcMs: wallMs - offsetMs, wallMs: null, precision };
}

export interface ParsedDateTime {
  readonly wallMs: number;
  readonly precision: TimePrecision;
  /** Distance of the wall clock from UTC; null where the text does not say. */
  readonly offsetMs: number | null;
}

export function parseDateTime(text: string): ParsedDateTime | null {
  return text.length === 19 ? (parsePlain(text) ?? parseLoose(text)) : parseLoose(text);
}

/** The usual 19 characters, without a regular expression: most rows of most exports go this way. */
function parsePlain(text: string): ParsedDateTime | null {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (text[4] !== text[7] || (text[4] !== '-' && text[4] !== '/')) return null;
  if ((text[10] !== ' ' && text[10] !== 'T') || text[13] !== ':' || text[16] !== ':') return null;
  const wallMs = wallMsOf(year, month, day, hour, minute, second);
  return wallMs === null ? null : { wallMs, precision: 'second', offsetMs: null };
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

const LOOSE =
  /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T\u3000]*(\d{1,2})[:：时時](\d{1,2})(?:[:：分](\d{1,2})(?:[.,](\d{1,9}))?秒?)?分?)?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/i;

function parseLoose(text: string): ParsedDateTime | null {
  const found = LOOSE.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = found;
  const wallMs = wallMsOf(
    Number(year),
    Number(month),
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  if (wallMs === null) return null;
  const precision =
    hour === undefined ? 'day' : second === undefined ? 'minute' : fraction === undefined ? 'second' : 'millisecond';
  return {
    wallMs: wallMs + fractionMs(fraction),
    precision,
    offsetMs: offset === undefined ? null : offsetMsOf(offset),
  };
}

/** Digits after the point, cut (not rounded) to milliseconds: a record never moves forward in time. */
function fractionMs(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
}

function offsetMsOf(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const size = Number(offset.slice(1, 3)) * HOUR + Number(offset.slice(-2)) * 60_000;
  return offset.startsWith('-') ? -size : size;
}

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Milliseconds of a wall clock as if it were UTC; null when no calendar has it. Hour 24 is not accepted. */
export function wallMsOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  if (!(year >= 1900 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null;
  if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59)) return null;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const monthDays =
    month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (day > monthDays) return null;
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477;
  const before = DAYS_BEFORE[month - 1] ?? 0;
  const days = (year - 1970) * 365 + leaps + before + (leap && month > 2 ? 1 : 0) + day - 1;
  return ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000;
}
