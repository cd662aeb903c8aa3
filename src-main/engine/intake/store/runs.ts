/** Gives out message ids and remembers where time falls back: each such place begins a new run. */
import type { WriteDb } from '../../vault/index.ts';

export interface Runs {
  /** Id of the next message; `at` null for an undated one. */
  next(at: number | null): number;
  finish(): void;
}

interface Run {
  readonly firstId: number;
  readonly minAt: number | null;
  maxAt: number | null;
}

export function openRuns(db: WriteDb): Runs {
  const { id } = db.readOne<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM message') as { id: number };
  let lastId = id;
  let run: Run | null = null;

  function close(): void {
    if (run) db.write('INSERT INTO run VALUES (?, ?, ?, ?)', run.firstId, lastId, run.minAt, run.maxAt);
    run = null;
  }

  return {
    next(at) {
      if (run && !continues(run, at)) close();
      lastId += 1;
      if (run) run.maxAt = at;
      else run = { firstId: lastId, minAt: at, maxAt: at };
      return lastId;
    },
    finish: close,
  };
}

function continues(run: Run, at: number | null): boolean {
  return at === null ? run.maxAt === null : run.maxAt !== null && at >= run.maxAt;
}
