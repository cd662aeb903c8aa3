/** One piece of long work: its states, its progress, and who may still change it. */
import type { JobSnapshot, WireError } from '../../../src-preload/contract/index.ts';
import { type Clock, RefusedError, toldError } from '../lib/index.ts';
import { createRateMeter } from './rate.ts';
import type { JobContext, JobSpec } from './types.ts';

/** The reason of a cancelled job's signal; whatever the work throws otherwise is a failure. */
export class JobCancelledError extends RefusedError {}

export interface Job {
  readonly finished: Promise<unknown>;
  snapshot(): JobSnapshot;
  cancel(): void;
  pause(): void;
  resume(): void;
}

export interface JobSurroundings {
  readonly id: string;
  readonly clock: Clock;
  /** Milliseconds that never go back, for rates; the wall clock may jump. */
  readonly monotonicMs: () => number;
  /** Called after every change; the caller decides how often to tell others. */
  readonly changed: (ended: boolean) => void;
}

export function startJob<Result>(
  spec: JobSpec<Result>,
  { id, clock, monotonicMs, changed }: JobSurroundings,
): Job & { readonly finished: Promise<Result> } {
  const abort = new AbortController();
  const meter = createRateMeter();
  const startedAt = clock.now();
  let state: JobSnapshot['state'] = 'queued';
  let stepIndex = 0;
  let bytesDone = 0;
  let bytesTotal: number | null = null;
  let findings = 0;
  let hashes: JobSnapshot['hashes'] = {};
  let endedAt: number | null = null;
  let result: unknown = null;
  let error: WireError | null = null;
  let goOn: (() => void) | null = null;

  const ended = (): boolean => state === 'done' || state === 'failed' || state === 'cancelled';
  const tell = (): void => changed(ended());

  function snapshot(): JobSnapshot {
    if (state === 'running') meter.sample(bytesDone, monotonicMs());
    const bytesPerSecond = ended() || state === 'queued' ? 0 : Math.max(0, meter.bytesPerSecond());
    return {
      id,
      kind: spec.kind,
      subject: spec.subject,
      state,
      step: spec.steps[stepIndex]?.name ?? '',
      stepIndex,
      stepCount: spec.steps.length,
      bytesDone,
      bytesTotal,
      bytesPerSecond,
      remainingMs: ended() ? null : remainingMs(bytesPerSecond),
      findings,
      hashes,
      canPause: spec.canPause,
      startedAt,
      endedAt,
      result,
      error,
    };
  }

  /** The rest of this step by its bytes; the later steps by their weight against this one's expected whole. */
  function remainingMs(bytesPerSecond: number): number | null {
    if (bytesTotal === null || bytesPerSecond <= 0) return null;
    const weight = spec.steps[stepIndex]?.weight ?? 0;
    const later = spec.steps.slice(stepIndex + 1).reduce((sum, step) => sum + step.weight, 0);
    const left = Math.max(0, bytesTotal - bytesDone) / bytesPerSecond;
    const wholeStep = bytesTotal / bytesPerSecond;
    return Math.round(1000 * (left + (weight > 0 ? (wholeStep * later) / weight : 0)));
  }

  const context: JobContext = {
    signal: abort.signal,
    step(name, total) {
      const index = spec.steps.findIndex((step) => step.name === name);
      if (index >= 0) stepIndex = index;
      bytesDone = 0;
      bytesTotal = total;
      meter.restart(0, monotonicMs());
      tell();
    },
    progress(bytes) {
      bytesDone = bytes;
      tell();
    },
    found(count = 1) {
      findings += count;
      tell();
    },
    computed(values) {
      hashes = { ...hashes, ...values };
      tell();
    },
    async whilePaused() {
      abort.signal.throwIfAborted();
      if (state !== 'paused') return;
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      goOn = null;
      abort.signal.throwIfAborted();
      meter.restart(bytesDone, monotonicMs());
    },
  };

  async function run(): Promise<Result> {
    // Begins after the caller has the id, so that the first change is never about an unknown job.
    await Promise.resolve();
    try {
      abort.signal.throwIfAborted();
      state = 'running';
      meter.restart(0, monotonicMs());
      tell();
      const value = await spec.run(context);
      result = value ?? null;
      state = 'done';
      return value;
    } catch (thrown) {
      if (thrown === abort.signal.reason && abort.signal.aborted) {
        state = 'cancelled';
      } else {
        state = 'failed';
        error = toldError(thrown);
      }
      throw thrown;
    } finally {
      endedAt = clock.now();
      tell();
    }
  }

  const finished = run();
  // Whoever waits gets the rejection; a job that nobody waits for must not end the process.
  finished.catch(() => undefined);

  return {
    finished,
    snapshot,
    cancel() {
      if (ended() || state === 'cancelling') return;
      state = 'cancelling';
      abort.abort(new JobCancelledError('job.cancelled', { id }));
      goOn?.();
      tell();
    },
    pause() {
      if (!spec.canPause) throw new RefusedError('job.cannot-pause', { id });
      if (state !== 'running') return;
      state = 'paused';
      tell();
    },
    resume() {
      if (state !== 'paused') return;
      state = 'running';
      goOn?.();
      tell();
    },
  };
}
