import type { imaging } from '../../../src-preload/contract/imaging.ts';
import type { Bench } from '../../engine/bench.ts';
import { acquireJob, inspectSource, listSources, planAcquisition } from '../../engine/imaging/index.ts';
import { verifyJob } from '../../engine/verify/index.ts';
import type { Handlers } from './types.ts';

export function imagingHandlers(bench: Bench): Handlers<keyof typeof imaging> {
  return {
    'source.list': () => listSources(),
    'source.inspect': ({ path }) => inspectSource(path),
    'acquire.plan': (parameters) => planAcquisition(parameters),
    'acquire.start': ({ ceremonyId, parameters }) => {
      const cases = bench.cases();
      const owner = cases.get(parameters.caseId);
      const exhibit = cases.getExhibit(parameters.exhibitId);
      const approval = bench.ceremonies().redeem(ceremonyId, 'acquire', parameters);
      // The job releases the approval when it ends.
      const { id } = bench.jobs.start(
        acquireJob({
          approval,
          log: bench.openSession().log,
          images: cases,
          clock: bench.options.clock,
          version: bench.options.version,
          exhibit: { caseNumber: owner.number, number: exhibit.number, name: exhibit.name },
        }),
      );
      return { jobId: id };
    },
    'verify.start': ({ path, passphrase }) => ({ jobId: bench.jobs.start(verifyJob(path, passphrase)).id }),
  };
}
