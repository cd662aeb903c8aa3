/** Reading from the engine in a screen: value, failure, loading, and asking again. Acting on it: `useAction`. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CallInput, CallKey, CallOutput } from '../../src-preload/contract/index.ts';
import { asEngineError, call, type EngineError } from './engine.ts';

export interface Answer<T> {
  /** The newest value; stays while it is asked for again, so that a screen does not flicker. */
  readonly value: T | null;
  readonly error: EngineError | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

interface Settled<T> {
  readonly ask: () => Promise<T>;
  readonly round: number;
  readonly value: T | null;
  readonly error: EngineError | null;
}

/** `ask` must be stable (memo): another one is another question. Null means: not yet. */
export function useAnswer<T>(ask: (() => Promise<T>) | null): Answer<T> {
  const [round, setRound] = useState(0);
  const [settled, setSettled] = useState<Settled<T> | null>(null);

  useEffect(() => {
    if (ask === null) return;
    let current = true;
    ask().then(
      (value) => current && setSettled({ ask, round, value, error: null }),
      (thrown: unknown) => current && setSettled({ ask, round, value: null, error: asEngineError(thrown) }),
    );
    return () => {
      current = false;
    };
  }, [ask, round]);

  const reload = useCallback(() => setRound((last) => last + 1), []);
  const answered = settled?.ask === ask ? settled : null;
  const loading = ask !== null && answered?.round !== round;
  return { value: answered?.value ?? null, error: loading ? null : (answered?.error ?? null), loading, reload };
}

/** `input` null means: not yet; nothing is asked. */
export function useCall<K extends CallKey>(key: K, input: CallInput<K> | null): Answer<CallOutput<K>> {
  const asked = input === null ? null : JSON.stringify(input);
  const ask = useMemo(() => (asked === null ? null : () => call(key, JSON.parse(asked) as CallInput<K>)), [key, asked]);
  return useAnswer(ask);
}

export interface Action<A extends readonly unknown[], T> {
  /** Resolves with the value, or with null when it failed; the failure then stands in `error`. */
  readonly run: (...args: A) => Promise<T | null>;
  readonly busy: boolean;
  readonly error: EngineError | null;
  readonly clear: () => void;
}

/** One act at a time; its failure stays until it is tried again or cleared. */
export function useAction<A extends readonly unknown[], T>(act: (...args: A) => Promise<T>): Action<A, T> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<EngineError | null>(null);
  async function run(...args: A): Promise<T | null> {
    setBusy(true);
    setError(null);
    try {
      return await act(...args);
    } catch (thrown) {
      setError(asEngineError(thrown));
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { run, busy, error, clear: () => setError(null) };
}
