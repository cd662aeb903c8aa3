/** Names of the segments of a set: `.E01` to `.E99`, then `.EAA` to `.EZZ`, `.FAA` … `.ZZZ`. docs/formats/e01.md §1. */

const LETTERS = 26;
/** `.E99`: what follows is named with letters. */
export const LAST_NUMBERED = 99;
const FIRST_LETTER = 'E'.charCodeAt(0) - 'A'.charCodeAt(0);

/** `.E01` … `.E99` and 22 first letters with 26² pairs each. */
export const MOST_SEGMENTS = LAST_NUMBERED + (LETTERS - FIRST_LETTER) * LETTERS * LETTERS;

export function segmentExtension(number: number): string {
  if (number <= LAST_NUMBERED) return `E${String(number).padStart(2, '0')}`;
  const index = number - LAST_NUMBERED - 1;
  const first = FIRST_LETTER + Math.floor(index / (LETTERS * LETTERS));
  return letter(first) + letter(Math.floor(index / LETTERS) % LETTERS) + letter(index % LETTERS);
}

/** The inverse, in either case; null for an extension that is none of these. */
export function segmentNumber(extension: string): number | null {
  const upper = extension.toUpperCase();
  if (/^E\d\d$/.test(upper)) return upper === 'E00' ? null : Number(upper.slice(1));
  if (!/^[E-Z][A-Z][A-Z]$/.test(upper)) return null;
  const [first, second, third] = [...upper].map((character) => character.charCodeAt(0) - 'A'.charCodeAt(0));
  const pair = (second as number) * LETTERS + (third as number);
  return LAST_NUMBERED + 1 + ((first as number) - FIRST_LETTER) * LETTERS * LETTERS + pair;
}

function letter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
