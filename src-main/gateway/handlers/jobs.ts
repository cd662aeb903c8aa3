import type { jobs } from '../../../src-preload/contract/jobs.ts';
import type { Bench } from '../../engine/bench.ts';
import { RefusedError } from '../../engine/lib/index.ts';
import type { Handlers } from './types.ts';

/** A job that is somebody else's is as unknown as one that never was: its subject and result are evidence. */
export function jobHandlers(bench: Bench): Handlers<keyof typeof jobs> {
  const work = () => bench.jobs;
  function own(id: string): string {
    if (!bench.knowsJob(id)) throw new RefusedError('job.unknown', { id });
    return id;
  }
  return {
    'job.list': () =>
      work()
        .list()
        .filter(({ id }) => bench.knowsJob(id)),
    'job.get': ({ id }) => work().get(own(id)),
    'job.cancel': ({ id }) => work().cancel(own(id)),
    'job.pause': ({ id }) => work().pause(own(id)),
    'job.resume': ({ id }) => work().resume(own(id)),
  };
}
