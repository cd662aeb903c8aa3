/**
 * Says by reading every message which ones a query means. Shares no code with the search: it is given the query as the
 * tree it was generated from, folds with its own rules and compares with plain string functions.
 */
import * as opencc from 'opencc-js/t2cn';
import type { MadeMessage } from './caseText.ts';

export type OracleQuery =
  | { readonly kind: 'term'; readonly text: string }
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'time'; readonly from: number; readonly to: number }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly OracleQuery[] }
  | { readonly kind: 'not'; readonly part: OracleQuery };

/** The package's own types name files that TypeScript's module resolution does not find. */
interface OpenCc {
  Converter(options: { readonly from: string; readonly to: string }): (text: string) => string;
}
const simplify = (opencc as unknown as OpenCc).Converter({ from: 't', to: 'cn' });

const folded = new Map<string, string>();

/** One character at a time, so that OpenCC's phrases have no say. */
export function oracleFold(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const made = [...text.normalize('NFKC').toLowerCase()]
    .map((character) => (character === 'ς' ? 'σ' : simplify(character)))
    .join('');
  folded.set(text, made);
  return made;
}

export function oracleHolds(query: OracleQuery, { message }: MadeMessage): boolean {
  switch (query.kind) {
    case 'term':
      return oracleFold(message.text).includes(oracleFold(query.text));
    case 'type':
      return message.type === query.type;
    case 'time':
      return message.time.utcMs !== null && message.time.utcMs >= query.from && message.time.utcMs < query.to;
    case 'and':
      return query.parts.every((part) => oracleHolds(part, { message } as MadeMessage));
    case 'or':
      return query.parts.some((part) => oracleHolds(part, { message } as MadeMessage));
    case 'not':
      return !oracleHolds(query.part, { message } as MadeMessage);
  }
}

/** The query as a person would type it. */
export function oracleText(query: OracleQuery): string {
  switch (query.kind) {
    case 'term':
      return query.text.includes('"') ? `「${query.text}」` : `"${query.text}"`;
    case 'type':
      return `type:${query.type}`;
    case 'time':
      return `time:${minute(query.from)}..${minute(query.to - 60_000)}`;
    case 'and':
      return `(${query.parts.map(oracleText).join(' + ')})`;
    case 'or':
      return `(${query.parts.map(oracleText).join(' 或 ')})`;
    case 'not':
      return `-${oracleText(query.part)}`;
  }
}

function minute(utcMs: number): string {
  return new Date(utcMs).toISOString().slice(0, 16);
}
