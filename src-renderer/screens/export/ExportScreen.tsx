/** 封存导出: `#/export` is the way to a job, `#/export/job/<id>` the job and its result. */
import type { ReactNode } from 'react';
import type { ScreenProps } from '../../app/screenProps.ts';
import { ExportJob } from './ExportJob.tsx';
import { ExportWizard } from './ExportWizard.tsx';

export function ExportScreen({ rest, query }: ScreenProps): ReactNode {
  const [kind, jobId] = rest;
  if (kind === 'job' && jobId !== undefined) return <ExportJob key={jobId} jobId={jobId} />;
  return <ExportWizard caseId={query.get('case')} />;
}
