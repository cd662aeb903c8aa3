/**
 * Cuts a query into tokens. The field's habits: `+` or a space joins, `或` `OR` `|` separates alternatives, `-` before a
 * word excludes it, quotes keep a phrase together, `name:value` filters. Full-width forms mean the same.
 * A word that merely contains an operator stays a word (`或者`, `e-mail`); quote it to search an operator itself.
 */
import { EvidenceError } from '../../lib/index.ts';
import type { Span } from './ast.ts';

export type Token =
  | { readonly kind: 'word' | 'phrase'; readonly text: string; readonly span: Span }
  | { readonly kind: 'field'; readonly name: string; readonly span: Span }
  | { readonly kind: 'and' | 'or' | 'not' | 'open' | 'close'; readonly span: Span };

const SINGLE: Readonly<Record<string, 'and' | 'or' | 'open' | 'close'>> = {
  '+': 'and',
  '＋': 'and',
  '|': 'or',
  '｜': 'or',
  '(': 'open',
  '（': 'open',
  ')': 'close',
  '）': 'close',
};
const CLOSING_QUOTE: Readonly<Record<string, string>> = { '"': '"', '“': '”', '「': '」', '＂': '＂' };
const WORD_OPERATORS: Readonly<Record<string, 'and' | 'or' | 'not'>> = {
  或: 'or',
  OR: 'or',
  与: 'and',
  且: 'and',
  AND: 'and',
  非: 'not',
  NOT: 'not',
};
const MINUS = new Set(['-', '－', '−']);
const COLON = new Set([':', '：']);
const FIELD_NAME = /^(person|group|type|time|人|人员|群|会话|类型|时间)$/i;

export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const char = query[at] as string;
    if (/\s/u.test(char)) {
      at += 1;
      continue;
    }
    const single = SINGLE[char];
    if (single) {
      tokens.push({ kind: single, span: { start: at, end: at + 1 } });
      at += 1;
    } else if (MINUS.has(char)) {
      tokens.push({ kind: 'not', span: { start: at, end: at + 1 } });
      at += 1;
    } else if (CLOSING_QUOTE[char] !== undefined) {
      const token = readPhrase(query, at, CLOSING_QUOTE[char]);
      tokens.push(token);
      at = token.span.end;
    } else {
      const token = readWord(query, at);
      tokens.push(token);
      at = token.span.end;
    }
  }
  return tokens;
}

function readPhrase(query: string, start: number, closing: string): Token {
  const end = query.indexOf(closing, start + 1);
  if (end < 0) throw new EvidenceError('search.quote-open', { position: start + 1 });
  return { kind: 'phrase', text: query.slice(start + 1, end), span: { start, end: end + 1 } };
}

function readWord(query: string, start: number): Token {
  let end = start;
  while (end < query.length) {
    const char = query[end] as string;
    if (/\s/u.test(char) || SINGLE[char] !== undefined || CLOSING_QUOTE[char] !== undefined) break;
    if (COLON.has(char) && FIELD_NAME.test(query.slice(start, end))) {
      return { kind: 'field', name: query.slice(start, end), span: { start, end: end + 1 } };
    }
    end += 1;
  }
  const text = query.slice(start, end);
  const operator = WORD_OPERATORS[text];
  const span = { start, end };
  return operator ? { kind: operator, span } : { kind: 'word', text, span };
}
