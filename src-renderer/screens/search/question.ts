/** What is asked, as it stands in the bar; kept as a draft like every form. */
import type { CallInput } from '../../../src-preload/contract/index.ts';

type Asked = CallInput<'search.open'>;

export interface Question {
  /** '' until one is chosen: the first that is open. */
  readonly grantId: string;
  readonly query: string;
  readonly mode: Asked['mode'];
  readonly order: Asked['order'];
}

export const START: Question = { grantId: '', query: '', mode: 'exact', order: 'oldest-first' };

/** A filter of the query language, e.g. `人:"张 三"`; quoted where the value would not be one word. */
export function withFilter(query: string, field: string, value: string): string {
  const word = value.trim();
  if (word === '') return query;
  const plain = /^[^\s"“”「」＂()（）+＋|｜]+$/u.test(word);
  const filter = `${field}:${plain ? word : `"${word.replaceAll('"', ' ')}"`}`;
  return query.trim() === '' ? filter : `${query.trimEnd()} ${filter}`;
}

/** A period from two `date` fields, either of which may be empty. */
export function periodOf(from: string, to: string): string {
  if (from === '' && to === '') return '';
  return from === to ? from : `${from}..${to}`;
}
