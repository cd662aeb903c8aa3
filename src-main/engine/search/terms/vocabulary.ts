/** The pairs of characters that occur in a case, by how they sound. Read once from the index, kept while the case is open. */
import type { ReadDb } from '../../vault/index.ts';
import { readingsOf } from './syllables.ts';

export interface SoundVocabulary {
  /** Pairs that occur and sound like these two characters. */
  pairsLike(first: string, second: string): readonly string[];
  /** First characters of tokens that occur and sound like this one. */
  charactersLike(character: string): readonly string[];
}

export function readVocabulary(db: ReadDb): SoundVocabulary {
  const pairs = new Map<string, string[]>();
  const firsts = new Map<string, Set<string>>();
  for (const token of db.iterateColumn<string>('SELECT term FROM message_vocabulary')) {
    const [first = '', second, ...more] = [...token];
    // Filter tokens are longer than two characters; the tokenizer may also have kept one of a pair.
    if (more.length > 0) continue;
    for (const reading of readingsOf(first)) {
      addTo(firsts, reading, first);
      if (second === undefined) continue;
      for (const next of readingsOf(second)) {
        const key = `${reading} ${next}`;
        const own = pairs.get(key);
        if (own) own.push(token);
        else pairs.set(key, [token]);
      }
    }
  }
  return {
    pairsLike: (first, second) => [
      ...new Set(
        readingsOf(first).flatMap((one) => readingsOf(second).flatMap((other) => pairs.get(`${one} ${other}`) ?? [])),
      ),
    ],
    charactersLike: (character) => [...new Set(readingsOf(character).flatMap((one) => [...(firsts.get(one) ?? [])]))],
  };
}

function addTo(index: Map<string, Set<string>>, key: string, value: string): void {
  const own = index.get(key);
  if (own) own.add(value);
  else index.set(key, new Set([value]));
}
