/** 固定: `#/acquire` is the way to a job, `#/acquire/job/<id>` the job and its result. */
import type { ReactNode } from 'react';
import type { ScreenProps } from '../../app/screenProps.ts';
import { AcquireJob } from './AcquireJob.tsx';
import { AcquireWizard } from './AcquireWizard.tsx';

export function AcquireScreen({ rest, query }: ScreenProps): ReactNode {
  const [kind, jobId] = rest;
  if (kind === 'job' && jobId !== undefined) return <AcquireJob key={jobId} jobId={jobId} />;
  return <AcquireWizard caseId={query.get('case')} exhibitId={query.get('exhibit')} />;
}
