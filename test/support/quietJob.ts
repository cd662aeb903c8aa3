/** A job context that nobody watches; `signal` may be given to cancel. */
import type { JobContext } from '../../src-main/engine/jobs/index.ts';

export function quietJob(signal: AbortSignal = new AbortController().signal): JobContext {
  return {
    signal,
    step: () => undefined,
    progress: () => undefined,
    found: () => undefined,
    computed: () => undefined,
    whilePaused: () => Promise.resolve(),
  };
}
