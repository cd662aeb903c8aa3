/** Times of day as chat exports write them: 24 hours, or 12 with a word for the half of the day, before or behind. */
import type { TimePrecision } from './recordedTime.ts';

/** The words, for regular expressions of headers. Chinese has finer ones than two halves. */
export const BEFORE_WORDS = '凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|午前|午後|오전|오후|[AaPp]\\.?\\s?[Mm]\\.?';
export const BEHIND_WORDS = '[AaPp]\\.?\\s?[Mm]\\.?';

/** Milliseconds since midnight; null when no clock shows it. */
export function dayTimeMs(
  hour: string,
  minute: string,
  second: string | undefined,
  word: string | undefined,
): number | null {
  const h = hourOf(Number(hour), word?.replace(/[\s.]/g, '').toLowerCase());
  const m = Number(minute);
  const s = Number(second ?? 0);
  return h === null || m > 59 || s > 59 ? null : ((h * 60 + m) * 60 + s) * 1000;
}

export function dayTimePrecision(second: string | undefined): TimePrecision {
  return second === undefined ? 'minute' : 'second';
}

function hourOf(hour: number, word: string | undefined): number | null {
  if (hour > 23) return null;
  if (word === undefined || word === '' || hour > 12) return hour;
  // Hour 0 with a word is no 12-hour clock; take it as it stands.
  if (hour === 0) return 0;
  const noon = hour === 12;
  if (/^(?:凌晨|清晨|早上|上午|午前|오전|am)$/.test(word)) return noon ? 0 : hour;
  // 中午 reaches from 11 to 13.
  if (word === '中午') return hour >= 11 ? hour : hour + 12;
  // 晚上12点 is midnight.
  if (word === '晚上' && noon) return 0;
  return noon ? 12 : hour + 12;
}
