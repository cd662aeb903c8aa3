/** `summarise` in a worker: the same answer and the same errors, while the calling thread stays free. */
import { retold, startWorker, type ToldError } from '../lib/index.ts';
import type { ReadOptions } from './reader.ts';
import type { PathSummary } from './summary.ts';

export interface SummaryOrder {
  readonly path: string;
  readonly options: Omit<ReadOptions, 'signal'>;
}

export type SummaryAnswer = { readonly summary: PathSummary } | { readonly error: ToldError };

export function summariseApart(path: string, options: Omit<ReadOptions, 'signal'>): Promise<PathSummary> {
  const workerData: SummaryOrder = { path, options };
  const worker = startWorker(new URL('./summary.worker.ts', import.meta.url), { workerData });
  return new Promise<PathSummary>((resolve, reject) => {
    worker.once('message', (answer: SummaryAnswer) => {
      if ('summary' in answer) resolve(answer.summary);
      else reject(retold(answer.error));
    });
    worker.once('error', reject);
  }).finally(() => worker.terminate());
}
