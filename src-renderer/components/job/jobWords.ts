/** Names of a job's kind and step. Steps are the engine's: a step without a name of its own shows as it is called. */
import { useCallback } from 'react';
import type { JobSnapshot } from '../../../src-preload/contract/index.ts';
import { useOptionalMessages } from '../../app/messages.ts';
import { link } from '../../app/router.ts';

export function useStepName(): (step: string) => string {
  const known = useOptionalMessages();
  return useCallback((step) => known(`job.step.${step}`) ?? step, [known]);
}

const AREAS: Readonly<Record<JobSnapshot['kind'], string>> = {
  acquire: 'acquire',
  verify: 'verify',
  'seal-export': 'export',
  import: 'cases',
};

/** The screen that shows a job. */
export function jobLink(job: Pick<JobSnapshot, 'kind' | 'id'>): string {
  return link(AREAS[job.kind], 'job', job.id);
}
