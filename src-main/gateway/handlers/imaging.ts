import type { imaging } from '../../../src-preload/contract/imaging.ts';
import type { Bench } from '../../engine/bench.ts';
import {
  acquireJob,
  inspectSource,
  interruptedAcquisitions,
  listSources,
  planAcquisition,
} from '../../engine/imaging/index.ts';
import { verifyJob } from '../../engine/verify/index.ts';
import { mustLieOutside } from '../outsideHome.ts';
import type { Handlers } from './types.ts';

export function imagingHandlers(bench: Bench): Handlers<keyof typeof imaging> {
  return {
    'source.list': () => listSources(),
    'source.inspect': ({ path }) => inspectSource(path),
    'acquire.plan': async (parameters) => {
      await mustLieOutside(bench.options.home, parameters.destination);
      bench.cases().exhibitToAcquire(parameters.caseId, parameters.exhibitId);
      return planAcquisition(parameters);
    },
    'acquire.interrupted': ({ path }) => interruptedAcquisitions(path),
    'acquire.start': async ({ ceremonyId, parameters }) => {
      await mustLieOutside(bench.options.home, parameters.destination);
      const cases = bench.cases();
      const exhibit = cases.exhibitToAcquire(parameters.caseId, parameters.exhibitId);
      const approval = bench.ceremonies().redeem(ceremonyId, 'acquire', parameters);
      // The job releases the approval when it ends.
      const { id } = bench.jobs.start(
        acquireJob({
          approval,
          log: bench.openSession().log,
          images: cases,
          clock: bench.options.clock,
          version: bench.options.version,
          exhibit,
        }),
      );
      return { jobId: id };
    },
    'verify.start': ({ path, passphrase }) => ({ jobId: bench.jobs.start(verifyJob(path, passphrase)).id }),
  };
}
