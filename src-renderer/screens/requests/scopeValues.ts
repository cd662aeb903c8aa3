/** A scope as a form holds it: nothing chosen means not limited; times as the fields of the window's own zone write them. */
import type { RetrievalScope } from '../../../src-preload/contract/index.ts';
import { localClock, localDate } from '../../components/Time.tsx';

export interface ScopeValues {
  readonly conversations: readonly string[];
  readonly senders: readonly string[];
  readonly types: readonly string[];
  readonly from: string;
  readonly to: string;
}

export const EMPTY_SCOPE: ScopeValues = { conversations: [], senders: [], types: [], from: '', to: '' };

export function toScope({ conversations, senders, types, from, to }: ScopeValues): RetrievalScope {
  return {
    conversations: conversations.length === 0 ? null : conversations.map(Number),
    senders: senders.length === 0 ? null : senders.map(Number),
    types: types.length === 0 ? null : [...types],
    from: from === '' ? null : momentOf(from),
    to: to === '' ? null : momentOf(to),
  };
}

export function scopeValues({ conversations, senders, types, from, to }: RetrievalScope): ScopeValues {
  return {
    conversations: (conversations ?? []).map(String),
    senders: (senders ?? []).map(String),
    types: types ?? [],
    from: from === null ? '' : fieldOf(from),
    to: to === null ? '' : fieldOf(to),
  };
}

/** UTC milliseconds of what a `datetime-local` field holds. */
export function momentOf(field: string): number {
  return new Date(field).getTime();
}

/** To the minute, and to the second where there are some. */
export function fieldOf(at: number): string {
  const date = new Date(at);
  return `${localDate(date)}T${localClock(date).replace(/:00$/, '')}`;
}
