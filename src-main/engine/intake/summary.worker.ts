/** Summarises a path in a thread of its own, so that a large source keeps nobody waiting. */
import { parentPort, workerData } from 'node:worker_threads';
import { BugError, toldError } from '../lib/index.ts';
import type { SummaryAnswer, SummaryOrder } from './summariseApart.ts';
import { summarise } from './summary.ts';

const port = parentPort;
if (!port) throw new BugError('bug.not-a-worker', { file: 'summary.worker' });
const answer = (message: SummaryAnswer): void => port.postMessage(message);
const { path, options } = workerData as SummaryOrder;

summarise(path, options).then(
  (summary) => answer({ summary }),
  (thrown: unknown) => answer({ error: toldError(thrown) }),
);
