/** Scopes as people ask for them: checked, compared, and turned into what a search takes. */
import type { RetrievalScope } from '../../../src-preload/contract/index.ts';
import { MESSAGE_TYPES } from '../intake/index.ts';
import { RefusedError } from '../lib/index.ts';
import type { GrantScope } from '../search/index.ts';

/** Throws `RefusedError('request.period-reversed')` or `('request.unknown-type')`. */
export function checkScope({ from, to, types }: RetrievalScope): void {
  if (from !== null && to !== null && to <= from) throw new RefusedError('request.period-reversed');
  for (const type of types ?? []) typeNumber(type);
}

/** What of `inner` reaches further than `outer`; null when nothing does. */
export function fieldBeyond(inner: RetrievalScope, outer: RetrievalScope): keyof RetrievalScope | null {
  for (const field of ['conversations', 'senders', 'types'] as const) {
    const wide: readonly (string | number)[] | null = outer[field];
    const narrow: readonly (string | number)[] | null = inner[field];
    if (wide !== null && !narrow?.every((value) => wide.includes(value))) return field;
  }
  if (outer.from !== null && (inner.from === null || inner.from < outer.from)) return 'from';
  if (outer.to !== null && (inner.to === null || inner.to > outer.to)) return 'to';
  return null;
}

/** `earliest` cuts off what lies before it; with it, undated records are outside. */
export function searchScope(caseId: string, scope: RetrievalScope, earliest: number | null): GrantScope {
  const { conversations, senders, types, from, to } = scope;
  const later = earliest === null ? from : Math.max(earliest, from ?? earliest);
  return { caseId, conversations, senders, types: types?.map(typeNumber) ?? null, from: later, to };
}

function typeNumber(type: string): number {
  const number = (MESSAGE_TYPES as readonly string[]).indexOf(type);
  if (number < 0) throw new RefusedError('request.unknown-type', { type });
  return number;
}
