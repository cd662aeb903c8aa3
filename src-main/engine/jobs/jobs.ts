/** All work of this process, by id, and whom to tell of its changes. */
import { randomUUID } from 'node:crypto';
import type { JobSnapshot } from '../../../src-preload/contract/index.ts';
import { type Clock, RefusedError } from '../lib/index.ts';
import { type Job, startJob } from './job.ts';
import type { JobSpec } from './types.ts';

export interface StartedJob<Result> {
  readonly id: string;
  /** Rejects with what the work threw; a cancelled job rejects with `JobCancelledError`. */
  readonly finished: Promise<Result>;
}

export interface Jobs {
  start<Result>(spec: JobSpec<Result>): StartedJob<Result>;
  /** Newest first. */
  list(): JobSnapshot[];
  /** Throws `RefusedError('job.unknown')`, as the four below do. */
  get(id: string): JobSnapshot;
  /** Whose work it is: who was signed in when it began, null for nobody. Throws as `get` does. */
  ownerOf(id: string): string | null;
  /** Asks it to stop; a job that has ended stays as it is. */
  cancel(id: string): JobSnapshot;
  pause(id: string): JobSnapshot;
  resume(id: string): JobSnapshot;
  /** At most four times a second a job, and always when it ends. Returns how to stop listening. */
  onChange(listener: (snapshot: JobSnapshot) => void): () => void;
  /** Cancels whatever runs and resolves when all of it has stopped: for an orderly end of the process. */
  cancelAll(): Promise<void>;
}

export interface JobsOptions {
  readonly clock: Clock;
  /** Who is signed in; nobody unless told. */
  readonly signedIn?: () => string | null;
  /** Milliseconds that never go back. */
  readonly monotonicMs?: () => number;
}

const SHORTEST_NOTICE_MS = 250;
/** A medium that hangs sends no progress: listeners still see the rate fall. */
const HEARTBEAT_MS = 1000;
/** Ended jobs that are remembered; the log and the case keep their outcome for good. */
const REMEMBERED = 200;

type OwnedJob = Job & { readonly owner: string | null };

export function createJobs({ clock, signedIn = () => null, monotonicMs = () => performance.now() }: JobsOptions): Jobs {
  const jobs = new Map<string, OwnedJob>();
  const listeners = new Set<(snapshot: JobSnapshot) => void>();

  function known(id: string): OwnedJob {
    const job = jobs.get(id);
    if (job === undefined) throw new RefusedError('job.unknown', { id });
    return job;
  }

  function forgetOldest(): void {
    for (const [id, job] of jobs) {
      if (jobs.size <= REMEMBERED) return;
      if (job.snapshot().endedAt !== null) jobs.delete(id);
    }
  }

  function tellAll(snapshot: JobSnapshot): void {
    for (const listener of listeners) listener(snapshot);
  }

  function start<Result>(spec: JobSpec<Result>): StartedJob<Result> {
    forgetOldest();
    const id = randomUUID();
    const notices = throttledNotices(() => known(id).snapshot(), tellAll);
    const job = startJob(spec, { id, clock, monotonicMs, changed: notices.changed });
    jobs.set(id, { ...job, owner: signedIn() });
    return { id, finished: job.finished };
  }

  return {
    start,
    list: () => [...jobs.values()].reverse().map((job) => job.snapshot()),
    get: (id) => known(id).snapshot(),
    ownerOf: (id) => known(id).owner,
    cancel(id) {
      known(id).cancel();
      return known(id).snapshot();
    },
    pause(id) {
      known(id).pause();
      return known(id).snapshot();
    },
    resume(id) {
      known(id).resume();
      return known(id).snapshot();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async cancelAll() {
      for (const job of jobs.values()) job.cancel();
      await Promise.allSettled([...jobs.values()].map((job) => job.finished));
    },
  };
}

/** The first change at once, later ones gathered; the last word (the job has ended) is never held back. */
function throttledNotices(
  snapshotNow: () => JobSnapshot,
  tell: (snapshot: JobSnapshot) => void,
): { changed(ended: boolean): void } {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let dueAtMs = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function tellNow(): void {
    const snapshot = snapshotNow();
    toldAtMs = performance.now();
    clearTimeout(timer);
    if (snapshot.endedAt === null) tellIn(HEARTBEAT_MS);
    tell(snapshot);
  }

  function tellIn(ms: number): void {
    clearTimeout(timer);
    dueAtMs = performance.now() + ms;
    timer = setTimeout(tellNow, ms).unref();
  }

  return {
    changed(ended) {
      const now = performance.now();
      if (ended || now >= toldAtMs + SHORTEST_NOTICE_MS) tellNow();
      else if (dueAtMs > toldAtMs + SHORTEST_NOTICE_MS + 1) tellIn(toldAtMs + SHORTEST_NOTICE_MS - now);
    },
  };
}
