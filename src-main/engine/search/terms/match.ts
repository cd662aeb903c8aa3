/**
 * Whether a folded text contains a folded term, in each mode, and where. The only definition of a hit: the index merely
 * narrows what is asked of these.
 *   exact      the characters in a row
 *   word       the same, and a word begins and ends there (Unicode UAX #29 with ICU's dictionary for Chinese)
 *   homophone  as many characters, each sharing a reading without tone
 *   fuzzy      at most one character inserted, missing or other (terms of three characters and more; shorter: exact)
 */
import { soundAlike } from './syllables.ts';

export const SEARCH_MODES = ['exact', 'word', 'homophone', 'fuzzy'] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

/** UTF-16 offsets in the folded text, end exclusive. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
}

export type TermMatcher = (folded: string) => Occurrence | null;

/** The first occurrence at or after `from`. */
export type OccurrenceFinder = (folded: string, from: number) => Occurrence | null;

export const FUZZY_LEAST = 3;

export function occurrenceFinder(term: string, mode: SearchMode): OccurrenceFinder {
  const characters = [...term];
  switch (mode) {
    case 'exact':
      return (folded, from) => exactAt(folded, term, from);
    case 'word':
      return (folded, from) => wordAt(folded, term, from);
    case 'homophone':
      return (folded, from) => soundAt(folded, characters, from);
    case 'fuzzy':
      return characters.length < FUZZY_LEAST
        ? (folded, from) => exactAt(folded, term, from)
        : (folded, from) => fuzzyAt(folded, characters, from);
  }
}

function exactAt(folded: string, term: string, from: number): Occurrence | null {
  const start = folded.indexOf(term, from);
  return start < 0 ? null : { start, end: start + term.length };
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function wordAt(folded: string, term: string, from: number): Occurrence | null {
  let found = exactAt(folded, term, from);
  if (!found) return null;
  const boundaries = new Set<number>([folded.length]);
  for (const { index } of segmenter.segment(folded)) boundaries.add(index);
  while (found && !(boundaries.has(found.start) && boundaries.has(found.end))) {
    found = exactAt(folded, term, found.start + 1);
  }
  return found;
}

function soundAt(folded: string, term: readonly string[], from: number): Occurrence | null {
  const text = [...folded.slice(from)];
  let start = from;
  for (let at = 0; at + term.length <= text.length; at += 1) {
    if (term.every((character, index) => soundAlike(character, text[at + index] as string))) {
      return { start, end: start + text.slice(at, at + term.length).join('').length };
    }
    start += (text[at] as string).length;
  }
  return null;
}

/** Sellers' recurrence over columns of the text: a match may begin anywhere, and the first that ends within one edit counts. */
function fuzzyAt(folded: string, term: readonly string[], from: number): Occurrence | null {
  const text = [...folded.slice(from)];
  let costs = term.map((_, index) => index + 1);
  /** Where in `text` the best match that ends here began. */
  let begins = term.map(() => 0);
  for (const [at, character] of text.entries()) {
    const nextCosts: number[] = [];
    const nextBegins: number[] = [];
    for (const [row, wanted] of term.entries()) {
      const diagonalCost = row === 0 ? 0 : (costs[row - 1] as number);
      const diagonalBegin = row === 0 ? at : (begins[row - 1] as number);
      const aboveCost = row === 0 ? 0 : (nextCosts[row - 1] as number);
      const aboveBegin = row === 0 ? at + 1 : (nextBegins[row - 1] as number);
      const kept = diagonalCost + (character === wanted ? 0 : 1);
      const inserted = (costs[row] as number) + 1;
      const missing = aboveCost + 1;
      const least = Math.min(kept, inserted, missing);
      nextCosts.push(least);
      nextBegins.push(least === kept ? diagonalBegin : least === inserted ? (begins[row] as number) : aboveBegin);
    }
    costs = nextCosts;
    begins = nextBegins;
    if ((costs[term.length - 1] as number) <= 1) {
      const begin = Math.min(begins[term.length - 1] as number, at);
      const start = from + text.slice(0, begin).join('').length;
      return { start, end: from + text.slice(0, at + 1).join('').length };
    }
  }
  return null;
}
