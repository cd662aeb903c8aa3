/**
 * Text as the detectors read it: NFKC (full-width digits become ASCII ones), without invisible characters, each unit
 * traced back to where it stood. Digits may be split by what people put between them; patterns are made with `split`.
 */
export interface Normalised {
  readonly text: string;
  /** UTF-16 offset in the original of each unit, and of the end. */
  readonly offsets: readonly number[];
}

/** Zero-width characters, soft hyphen, word joiner, byte order mark, variation selectors. */
const INVISIBLE = /^(?:[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|[\ufe00-\ufe0f])$/u;

export function normalise(original: string): Normalised {
  let text = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of original) {
    if (!INVISIBLE.test(character)) {
      const folded = character.normalize('NFKC');
      for (let unit = 0; unit < folded.length; unit += 1) offsets.push(at);
      text += folded;
    }
    at += character.length;
  }
  offsets.push(at);
  return { text, offsets };
}

/** At most two spaces, line ends, hyphens, dots between two digits. */
const BETWEEN = '[\\s\\-\\u2010-\\u2015\\u00b7._]{0,2}';

/** A pattern for the characters of the classes in order, each of which may be split from the one before. */
export function split(...classes: readonly string[]): string {
  return classes.join(BETWEEN);
}

export function times(count: number, characters: string): string[] {
  return Array.from({ length: count }, () => characters);
}

/** Not inside a longer number. Never `\b`: what stands before may be a Han character. */
export function alone(pattern: string, flags = 'gu'): RegExp {
  return new RegExp(`(?<![0-9])(?:${pattern})(?![0-9])`, flags);
}

/** Not inside a longer word of Latin letters and digits. */
export function aloneWord(pattern: string): RegExp {
  return new RegExp(`(?<![0-9A-Za-z])(?:${pattern})(?![0-9A-Za-z])`, 'giu');
}

/** What was matched without anything that was put in between. */
export function compact(matched: string): string {
  return matched.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
}
