/** The one interface of all detectors of Chinese personal data. Each finds one kind of item, by pattern and check digit. */
import type { Normalised } from './normalise.ts';

export const ITEMS = [
  'citizen-id',
  'foreign-residence',
  'travel-permit',
  'passport',
  'mobile',
  'landline',
  'bank-card',
  'credit-code',
  'organisation-code',
  'number-plate',
  'email',
  'ip-address',
  'mac-address',
  'imei',
  'wechat',
  'qq',
] as const;
export type Item = (typeof ITEMS)[number];

export interface Detector {
  readonly item: Item;
  find(normalised: Normalised, today: Date): IterableIterator<Match>;
}

/** Where in the normalised text, and what, without what was put between its characters. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Every match of the pattern whose value holds. */
export function* matches(
  { text }: Normalised,
  pattern: RegExp,
  valueIn: (matched: string, start: number) => string | null,
): IterableIterator<Match> {
  for (const found of text.matchAll(pattern)) {
    const value = valueIn(found[0], found.index);
    if (value !== null) yield { start: found.index, end: found.index + found[0].length, value };
  }
}

/** Whether one of the words stands shortly before: a number of no check digit needs somebody to say what it is. */
export function announced(text: string, start: number, words: RegExp): boolean {
  return words.test(text.slice(Math.max(0, start - 16), start));
}
