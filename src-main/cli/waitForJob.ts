/** Follows a job on standard error until it ends, and hands on what it made. Ctrl+C cancels it, a second one kills. */

import { isMessageKey, message } from '../../src-preload/contract/catalogue.ts';
import { type JobSnapshot, jobSnapshot } from '../../src-preload/contract/index.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { WireFailure } from '../gateway/wireError.ts';
import type { CliContext } from './context.ts';

export async function waitForJob(gateway: Gateway, jobId: string, context: CliContext): Promise<JobSnapshot> {
  const interrupted = (): void => void gateway.call('job.cancel', { id: jobId }).catch(() => undefined);
  process.once('SIGINT', interrupted);
  let stopListening: () => void = () => undefined;
  try {
    const ended = new Promise<JobSnapshot>((resolve) => {
      stopListening = gateway.subscribe((_event, payload) => {
        const snapshot = jobSnapshot.parse(payload);
        if (snapshot.id !== jobId) return;
        show(snapshot, context);
        if (isEnded(snapshot)) resolve(snapshot);
      });
    });
    const now = await gateway.call('job.get', { id: jobId });
    return isEnded(now) ? now : await ended;
  } finally {
    stopListening();
    process.removeListener('SIGINT', interrupted);
    if (context.terminal.redraws && !context.quiet) context.terminal.err('\n');
  }
}

function isEnded(snapshot: JobSnapshot): boolean {
  return snapshot.state === 'done' || snapshot.state === 'failed' || snapshot.state === 'cancelled';
}

function show(snapshot: JobSnapshot, { quiet, terminal, language }: CliContext): void {
  if (quiet || !terminal.redraws) return;
  const stepKey = `job.step.${snapshot.step}`;
  const step = isMessageKey(stepKey) ? message(language, stepKey) : snapshot.step;
  const share = snapshot.bytesTotal ? `${((snapshot.bytesDone / snapshot.bytesTotal) * 100).toFixed(1)} %` : '';
  const rate = `${(snapshot.bytesPerSecond / 1e6).toFixed(0)} MB/s`;
  const left = snapshot.remainingMs === null ? '' : `${Math.ceil(snapshot.remainingMs / 1000)} s`;
  terminal.err(`\r\u001b[2K${step} (${snapshot.stepIndex + 1}/${snapshot.stepCount})  ${share}  ${rate}  ${left}`);
}

/** The job's result, or its error thrown as if the call itself had failed. */
export function endedJob(snapshot: JobSnapshot): unknown {
  if (snapshot.state === 'done') return snapshot.result;
  throw new WireFailure(
    snapshot.error ?? { kind: 'refused', code: 'job.cancelled', details: { subject: snapshot.subject } },
  );
}
