/** Jobs of the stand-in: they count up by the clock and end with the result they were given. */
import type { JobSnapshot } from '../../../src-preload/contract/index.ts';
import { refuse } from './replies.ts';

export interface JobPlan {
  readonly kind: JobSnapshot['kind'];
  readonly subject: string;
  readonly steps: readonly string[];
  readonly bytes: number;
  readonly findings: number;
  readonly hashes?: JobSnapshot['hashes'];
  readonly result: unknown;
}

export interface FakeJobs {
  start(plan: JobPlan): string;
  list(): JobSnapshot[];
  get(id: string): JobSnapshot;
  set(id: string, state: JobSnapshot['state']): JobSnapshot;
  onChange(listener: (snapshot: JobSnapshot) => void): () => void;
}

const TICK_MS = 200;

/** `stepMs`: how long a step takes; infinite keeps a job at 40 % for looking at it. */
export function makeJobs(stepMs: number): FakeJobs {
  const jobs = new Map<string, JobSnapshot>();
  const listeners = new Set<(snapshot: JobSnapshot) => void>();

  function put(snapshot: JobSnapshot): JobSnapshot {
    jobs.set(snapshot.id, snapshot);
    for (const tell of listeners) tell(snapshot);
    return snapshot;
  }

  function get(id: string): JobSnapshot {
    return jobs.get(id) ?? refuse('job.unknown', { id });
  }

  function tick(id: string, plan: JobPlan): void {
    const job = get(id);
    if (job.state === 'paused') return;
    if (job.state !== 'running') return;
    const elapsed = Date.now() - job.startedAt;
    const position = Number.isFinite(stepMs) ? elapsed / stepMs : 0.4;
    const stepIndex = Math.floor(position);
    if (stepIndex >= plan.steps.length) {
      put({ ...job, state: 'done', endedAt: Date.now(), result: plan.result, bytesDone: plan.bytes, remainingMs: 0 });
      return;
    }
    put({
      ...job,
      stepIndex,
      step: plan.steps[stepIndex] ?? '',
      bytesDone: Math.floor(plan.bytes * (position - stepIndex)),
      bytesPerSecond: 187_400_000,
      remainingMs: 51_000,
      findings: plan.findings,
      hashes: stepIndex > 0 ? (plan.hashes ?? {}) : {},
    });
  }

  return {
    get,
    list: () => [...jobs.values()],
    start(plan) {
      const id = `job-${jobs.size + 1}`;
      put({
        id,
        kind: plan.kind,
        subject: plan.subject,
        state: 'running',
        step: plan.steps[0] ?? '',
        stepIndex: 0,
        stepCount: plan.steps.length,
        bytesDone: 0,
        bytesTotal: plan.bytes,
        bytesPerSecond: 0,
        remainingMs: null,
        findings: 0,
        hashes: {},
        canPause: true,
        startedAt: Date.now(),
        endedAt: null,
        result: null,
        error: null,
      });
      setInterval(() => tick(id, plan), TICK_MS);
      return id;
    },
    set: (id, state) => put({ ...get(id), state, ...(state === 'cancelled' ? { endedAt: Date.now() } : {}) }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
