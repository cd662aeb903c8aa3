/** Long work as the engine tells of it: one list for the top bar, one snapshot for a screen. */
import { useEffect, useMemo, useState } from 'react';
import type { JobSnapshot } from '../../src-preload/contract/index.ts';
import { asEngineError, call, type EngineError } from './engine.ts';
import { makeStore, useStore } from './store.ts';

type JobsById = ReadonlyMap<string, JobSnapshot>;

const jobStore = makeStore<JobsById>(new Map());
let listening = false;

function put(snapshots: readonly JobSnapshot[]): void {
  jobStore.update((last) => {
    const next = new Map(last);
    for (const snapshot of snapshots) next.set(snapshot.id, snapshot);
    return next;
  });
}

function listen(): void {
  if (listening) return;
  listening = true;
  window.sealbench.on['job.changed']((snapshot) => put([snapshot]));
}

/** Another person sees that person's jobs; work that was begun before sign-in (verifying) stays visible. */
export function jobsChangedUser(username: string | null): void {
  listen();
  if (username === null) return;
  // What the last person's work brought is not for the next one.
  jobStore.set(new Map());
  call('job.list', {}).then(put, () => undefined);
}

const RUNNING: ReadonlySet<JobSnapshot['state']> = new Set(['queued', 'running', 'paused', 'cancelling']);

export function isRunning(job: JobSnapshot): boolean {
  return RUNNING.has(job.state);
}

/** Newest first, those under way before those that ended. */
export function useJobs(): readonly JobSnapshot[] {
  const jobs = useStore(jobStore);
  return useMemo(
    () => [...jobs.values()].sort((a, b) => Number(isRunning(b)) - Number(isRunning(a)) || b.startedAt - a.startedAt),
    [jobs],
  );
}

export interface KnownJob {
  readonly job: JobSnapshot | null;
  readonly error: EngineError | null;
}

export function useJob(id: string): KnownJob {
  const jobs = useStore(jobStore);
  const [failed, setFailed] = useState<{ readonly id: string; readonly error: EngineError } | null>(null);
  useEffect(() => {
    listen();
    if (jobStore.get().has(id)) return;
    call('job.get', { id }).then(
      (snapshot) => put([snapshot]),
      (thrown: unknown) => setFailed({ id, error: asEngineError(thrown) }),
    );
  }, [id]);
  return { job: jobs.get(id) ?? null, error: failed?.id === id ? failed.error : null };
}
