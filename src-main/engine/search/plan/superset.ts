/**
 * From meaning to an fts5 expression that no true hit escapes. What the index cannot narrow is left out, and the whole
 * meaning is then checked on the text of each candidate.
 */
import { fold } from '../fold/fold.ts';
import { gramQuery, piecesOf } from '../index/grams.ts';
import { type FilterKind, filterToken } from '../index/tokens.ts';
import { FUZZY_LEAST, type SearchMode } from '../terms/match.ts';
import type { SoundVocabulary } from '../terms/vocabulary.ts';

/**
 * `all`: the index says nothing. `none`: no message can match. Otherwise an expression; `exact` when each of its rows is
 * a true hit.
 */
export type Superset =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'match'; readonly expression: string; readonly exact: boolean };

export const ALL: Superset = { kind: 'all' };
export const NONE: Superset = { kind: 'none' };

/** Beyond this many alternatives fts5 takes longer than reading the texts. */
const ALTERNATIVES_MOST = 1000;

export function supersetOfTerm(term: string, mode: SearchMode, vocabulary: () => SoundVocabulary): Superset {
  const folded = fold(term);
  switch (mode) {
    case 'exact':
      return ofGrams(folded, true);
    case 'word':
      return ofGrams(folded, false);
    case 'homophone':
      return ofSounds(folded, vocabulary());
    case 'fuzzy':
      return [...folded].length < FUZZY_LEAST ? ofGrams(folded, true) : ofHalves(folded);
  }
}

export function supersetOfIds(kind: FilterKind, ids: readonly number[]): Superset {
  if (ids.length === 0) return NONE;
  if (ids.length > ALTERNATIVES_MOST) return ALL;
  return anyOf(ids.map((id) => ({ kind: 'match', expression: `"${filterToken(kind, id)}"`, exact: true })));
}

export function allOf(parts: readonly Superset[]): Superset {
  if (parts.some((part) => part.kind === 'none')) return NONE;
  const useful = parts.filter((part) => part.kind === 'match');
  if (useful.length === 0) return ALL;
  return {
    kind: 'match',
    expression: useful.map((part) => bracketed(part.expression)).join(' AND '),
    exact: useful.length === parts.length && useful.every((part) => part.exact),
  };
}

export function anyOf(parts: readonly Superset[]): Superset {
  const possible = parts.filter((part) => part.kind !== 'none');
  if (possible.length === 0) return NONE;
  const useful = possible.filter((part) => part.kind === 'match');
  if (useful.length < possible.length) return ALL;
  return {
    kind: 'match',
    expression: useful.map((part) => bracketed(part.expression)).join(' OR '),
    exact: useful.every((part) => part.exact),
  };
}

function ofGrams(folded: string, mayBeExact: boolean): Superset {
  const { match, exact } = gramQuery(folded);
  return match === null ? ALL : { kind: 'match', expression: match, exact: exact && mayBeExact };
}

/** One edit leaves at least one half as it was. */
function ofHalves(folded: string): Superset {
  const characters = [...folded];
  const middle = Math.floor(characters.length / 2);
  const halves = [characters.slice(0, middle), characters.slice(middle)].map((half) => ofGrams(half.join(''), false));
  return anyOf(halves);
}

function ofSounds(folded: string, vocabulary: SoundVocabulary): Superset {
  const parts = piecesOf(folded).flatMap((piece) => {
    const characters = [...piece];
    if (characters.length === 1)
      return [ofAlternatives(vocabulary.charactersLike(piece).map((one) => `"${quote(one)}"*`))];
    return characters
      .slice(1)
      .map((second, index) =>
        ofAlternatives(vocabulary.pairsLike(characters[index] as string, second).map((pair) => `"${quote(pair)}"`)),
      );
  });
  return allOf(parts);
}

function ofAlternatives(expressions: readonly string[]): Superset {
  if (expressions.length === 0) return NONE;
  if (expressions.length > ALTERNATIVES_MOST) return ALL;
  return { kind: 'match', expression: expressions.join(' OR '), exact: false };
}

function bracketed(expression: string): string {
  return expression.includes(' ') ? `(${expression})` : expression;
}

function quote(token: string): string {
  return token.replaceAll('"', '""');
}
