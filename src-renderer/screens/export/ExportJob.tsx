/** A sealed export under way, and what came of it. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { exportResult } from '../../../src-preload/contract/index.ts';
import { isRunning, useJob } from '../../app/jobs.ts';
import { useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { JobOutcome } from '../../components/job/JobOutcome.tsx';
import { JobPanel } from '../../components/job/JobPanel.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Steps } from '../../components/Steps.tsx';
import { ExportResultPanel } from './ExportResultPanel.tsx';
import { STEP } from './exportWay.ts';
import { useStepLabels } from './useStepLabels.ts';

export function ExportJob({ jobId }: { readonly jobId: string }): ReactNode {
  const t = useMessages();
  const labels = useStepLabels();
  const { job, error } = useJob(jobId);
  const result = job?.state === 'done' ? exportResult.safeParse(job.result) : null;
  return (
    <Screen
      title={job ? t('export.job.title', { subject: job.subject }) : t('export.title')}
      actions={
        job &&
        !isRunning(job) && (
          <Button variant="default" onClick={() => go(link('export'))}>
            {t('export.another')}
          </Button>
        )
      }
    >
      <Steps labels={labels} current={STEP.run} onGo={null} />
      {error && <ErrorMessage error={error} />}
      {!job && !error && <EmptyState title={t('state.loading')} />}
      {job && isRunning(job) && <JobPanel job={job} />}
      {job && result?.success && <ExportResultPanel result={result.data} />}
      {job && !isRunning(job) && !result?.success && <JobOutcome job={job} />}
    </Screen>
  );
}
