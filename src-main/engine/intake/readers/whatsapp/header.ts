/**
 * The line that begins a message in a WhatsApp export, in the layouts of its locales.
 * Android: `10/7/2024, 10:50 - Name: text`; iOS: `[10/7/2024, 10:50:54 AM] Name: text`. Date separators `/ . -` or
 * 年月日, time separators `:` or `.`, words for halves of the day before or behind; marks of direction (U+200E, U+202F …)
 * anywhere. No zone.
 */
import type { DateNumbers } from '../../time/dateOrder.ts';
import { BEFORE_WORDS, BEHIND_WORDS } from '../../time/dayTime.ts';

export interface WhatsAppHeader {
  readonly date: DateNumbers;
  readonly hour: string;
  readonly minute: string;
  readonly second: string | undefined;
  readonly half: string | undefined;
  readonly recorded: string;
  /** What follows: `Name: text`, or a notice. */
  readonly rest: string;
}

const MARKS = '[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]*';
const SPACE = '[ \\u00a0\\u202f\\u2009]';
const DATE = `(\\d{1,4})(?:[./-]|年)${SPACE}?(\\d{1,2})(?:[./-]|月)${SPACE}?(\\d{1,4})(?:日|\\.(?=${SPACE}))?`;
const BETWEEN = `(?:,|،)?(?:${SPACE}(?:at|um|kl\\.?|klo|à|alle|às))?${SPACE}*`;
const TIME = `(?:(${BEFORE_WORDS})${SPACE}?)?(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:${SPACE}?(${BEHIND_WORDS}))?`;
const HEADER = new RegExp(
  `^${MARKS}(?:\\[(${DATE}${BETWEEN}${TIME})\\]${SPACE}|(${DATE}${BETWEEN}${TIME})\\.?${SPACE}[-–]${SPACE})(.*)$`,
  's',
);

/** Groups of one alternative: recorded, three numbers, word, hour, minute, second, word. */
const GROUPS = 9;

export function headerOf(line: string): WhatsAppHeader | null {
  // Cheap first: a header has a digit within its first characters.
  if (!/^[^\w\s]{0,4}\d/.test(line)) return null;
  const found = HEADER.exec(line);
  if (!found) return null;
  const shift = found[1] === undefined ? GROUPS : 0;
  const at = (index: number): string | undefined => found[index + shift];
  return {
    date: [at(2) ?? '', at(3) ?? '', at(4) ?? ''],
    hour: at(6) ?? '',
    minute: at(7) ?? '',
    second: at(8),
    half: at(5) ?? at(9),
    recorded: at(1) ?? '',
    rest: found[GROUPS * 2 + 1] ?? '',
  };
}

export interface NameAndText {
  /** Null for a notice. */
  readonly name: string | null;
  readonly text: string;
}

const MARK_AT_START = new RegExp(`^${MARKS}`);

/**
 * A name ends with a colon and a space. `known` are names found that way; only behind one of them a colon alone is enough.
 */
export function splitName(rest: string, known: ReadonlySet<string>): NameAndText {
  const plain = rest.replace(MARK_AT_START, '');
  const spaced = /^([^:"“”«»「」]{1,120}):(?: |$)/s.exec(plain);
  if (spaced) return { name: spaced[1] ?? '', text: plain.slice(spaced[0].length) };
  const colon = plain.indexOf(':');
  const name = plain.slice(0, Math.max(colon, 0));
  return known.has(name) ? { name, text: plain.slice(colon + 1) } : { name: null, text: plain };
}
