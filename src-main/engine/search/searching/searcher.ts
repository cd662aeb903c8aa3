/** Searches one case through its worker. Every call that finds something takes a grant. */
import type { Worker } from 'node:worker_threads';
import { BugError, retold, startWorker } from '../../lib/index.ts';
import { sqliteBinding } from '../../vault/index.ts';
import type { SearchAnswer, SearchCalls, SearcherOrder } from './protocol.ts';

export type Searcher = {
  readonly [Name in keyof SearchCalls]: (
    ...args: Parameters<SearchCalls[Name]>
  ) => Promise<ReturnType<SearchCalls[Name]>>;
} & { stop(): Promise<void> };

/** `key` opens the case's store at `storePath`; both stay the caller's. */
export function openSearcher(storePath: string, key: Uint8Array): Searcher {
  const workerData: SearcherOrder = { storePath, key, nativeBinding: sqliteBinding() };
  const worker: Worker = startWorker(new URL('./search.worker.ts', import.meta.url), { workerData });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let nextNumber = 1;
  let ended: Error | null = null;

  worker.on('message', (answer: SearchAnswer) => {
    const one = waiting.get(answer.number);
    waiting.delete(answer.number);
    if (answer.ok) one?.resolve(answer.value);
    else one?.reject(retold(answer.error));
  });
  const end = (reason: Error): void => {
    ended = reason;
    for (const one of waiting.values()) one.reject(reason);
    waiting.clear();
  };
  worker.once('error', end);
  worker.once('exit', () => end(ended ?? new BugError('bug.searcher-stopped')));

  const ask =
    <Name extends keyof SearchCalls>(name: Name) =>
    (...args: Parameters<SearchCalls[Name]>): Promise<ReturnType<SearchCalls[Name]>> =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          reject(ended);
          return;
        }
        const number = nextNumber;
        nextNumber += 1;
        waiting.set(number, { resolve: resolve, reject });
        worker.postMessage({ number, name, args });
      });

  return {
    open: ask('open'),
    rows: ask('rows'),
    state: ask('state'),
    close: ask('close'),
    context: ask('context'),
    record: ask('record'),
    inside: ask('inside'),
    async stop() {
      await worker.terminate();
    },
  };
}
