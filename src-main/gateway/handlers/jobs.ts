import type { jobs } from '../../../src-preload/contract/jobs.ts';
import type { Bench } from '../../engine/bench.ts';
import type { Handlers } from './types.ts';

export function jobHandlers({ jobs: work }: Bench): Handlers<keyof typeof jobs> {
  return {
    'job.list': () => work.list(),
    'job.get': ({ id }) => work.get(id),
    'job.cancel': ({ id }) => work.cancel(id),
    'job.pause': ({ id }) => work.pause(id),
    'job.resume': ({ id }) => work.resume(id),
  };
}
