/**
 * What was typed and not yet sent: kept while the window is open, so that leaving a screen, a look at another one or
 * an idle lock loses nothing. Only in memory, never on disk; gone when another person signs in. Secrets stay out.
 */
import { useCallback } from 'react';
import { makeStore, type Store, useStore } from './store.ts';

const drafts = new Map<string, Store<unknown>>();
let owner: string | null = null;

export function draftsBelongTo(username: string): void {
  if (owner !== null && owner !== username) drafts.clear();
  owner = username;
}

function draftOf<T>(key: string, initial: T): Store<T> {
  let draft = drafts.get(key) as Store<T> | undefined;
  if (!draft) {
    draft = makeStore(initial);
    drafts.set(key, draft);
  }
  return draft;
}

export interface Draft<T> {
  readonly value: T;
  readonly change: (part: Partial<T>) => void;
  readonly reset: () => void;
}

/** `initial` counts only while there is no draft under this key. */
export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const draft = draftOf(key, initial);
  const value = useStore(draft);
  const change = useCallback((part: Partial<T>) => draft.update((last) => ({ ...last, ...part })), [draft]);
  const reset = useCallback(() => draft.set(initial), [draft, initial]);
  return { value, change, reset };
}
