/**
 * Filter tokens: a message's conversation, sender and type as words of the index, so that a filter costs no more than a
 * search term. Written in private-use characters and at least three long: no pair of text characters can equal one.
 */
const FIRST_DIGIT = 0xe100;
const BASE = 1024;

const KINDS = { conversation: '\ue000', sender: '\ue001', type: '\ue002' } as const;
export type FilterKind = keyof typeof KINDS;

/** `number` from 0 to 2^40. */
export function filterToken(kind: FilterKind, number: number): string {
  let digits = '';
  let rest = number;
  do {
    digits = String.fromCharCode(FIRST_DIGIT + (rest % BASE)) + digits;
    rest = Math.floor(rest / BASE);
  } while (rest > 0);
  return KINDS[kind] + digits.padStart(2, String.fromCharCode(FIRST_DIGIT));
}
