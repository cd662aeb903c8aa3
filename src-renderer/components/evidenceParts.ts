/**
 * A text of the evidence cut into what is shown as it is, what is marked, and what nobody would see: characters without
 * a shape, and those that turn the direction of what follows (Unicode UAX #9, UTS #39). Pure, and never changes a text.
 */

export interface EvidencePart {
  readonly text: string;
  readonly marked: boolean;
  /** A character to be shown by its number, `U+202E`; null for text that shows itself. */
  readonly sign: string | null;
}

/** UTF-16 ranges, end exclusive, in order and apart. */
export type Ranges = readonly (readonly [number, number])[];

/**
 * Controls, soft hyphen, zero-width and direction characters, Hangul fillers, the Mongolian vowel separator, line and
 * paragraph separators, interlinear marks, tags. Tabs and line ends are text.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** A joiner between two pictographs is how they are spelt. */
const BEFORE_JOINER = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
const AFTER_JOINER = /^\p{Extended_Pictographic}/u;
const JOINER = '\u200d';

const NO_RANGES: Ranges = [];

export function evidenceParts(text: string, marks: Ranges = NO_RANGES): readonly EvidencePart[] {
  const parts: EvidencePart[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    addParts(parts, text, at, start, false);
    addParts(parts, text, Math.max(at, start), end, true);
    at = Math.max(at, end);
  }
  addParts(parts, text, at, text.length, false);
  return parts;
}

function addParts(parts: EvidencePart[], text: string, from: number, to: number, marked: boolean): void {
  const piece = text.slice(from, to);
  let at = 0;
  for (const { 0: found, index } of piece.matchAll(UNSEEN)) {
    if (found === JOINER && joinsPictographs(text, from + index)) continue;
    if (index > at) parts.push({ text: piece.slice(at, index), marked, sign: null });
    parts.push({ text: found, marked, sign: codeOf(found) });
    at = index + found.length;
  }
  if (at < piece.length) parts.push({ text: piece.slice(at), marked, sign: null });
}

function joinsPictographs(text: string, index: number): boolean {
  return BEFORE_JOINER.test(text.slice(Math.max(0, index - 2), index)) && AFTER_JOINER.test(text.slice(index + 1));
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** For places that take a string alone (an option, a title): the same characters as `‹U+202E›`. */
export function evidenceString(text: string): string {
  return evidenceParts(text)
    .map(({ text: shown, sign }) => (sign === null ? shown : `‹${sign}›`))
    .join('');
}
