import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWithOffsets } from '../../../src-main/engine/search/fold/fold.ts';
import { gramQuery, indexedTokens } from '../../../src-main/engine/search/index/grams.ts';

describe('folding', () => {
  it.each([
    ['ＡＢＣ１２３', 'abc123'],
    ['客戶投訴', '客户投诉'],
    ['退款﹗', '退款!'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['ｶﾞ', 'ガ'],
    ['ﬁ', 'fi'],
  ])('makes %s and %s the same', (raw, same) => {
    expect(fold(raw)).toBe(fold(same));
  });

  it('changes nothing when applied twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => fold(fold(text)) === fold(text)),
      { seed: 20240301, numRuns: 2000 },
    );
  });

  it('knows where in the raw text every folded character began', () => {
    const raw = '他說ﬁn客戶';
    const mapped = foldWithOffsets(raw);
    const at = mapped?.folded.indexOf('客户') ?? -1;
    expect(raw.slice(mapped?.offsets[at], mapped?.offsets[at + 2])).toBe('客戶');
  });
});

describe('the pairs in the index', () => {
  const text = fc.string({ unit: fc.constantFrom(...'客户投诉ab 1！😀'), maxLength: 12 });

  it('hold every text that contains the term (no hit is lost), and only those for one or two characters', () => {
    fc.assert(
      fc.property(text, text, (haystack, needle) => {
        const { match, exact } = gramQuery(needle);
        const contains = haystack.includes(needle);
        if (match === null) return true;
        const tokens = indexedTokens(haystack).split(' ');
        const asked = [...match.matchAll(/"((?:[^"]|"")*)"(\*?)/g)];
        const found = asked.every(([, token = '', star]) =>
          tokens.some((own) => (star === '*' ? own.startsWith(token) : own === token)),
        );
        return exact ? found === contains : found || !contains;
      }),
      { seed: 20240302, numRuns: 5000 },
    );
  });
});
