/** An import under way, and what came of it. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { importReport } from '../../../../src-preload/contract/index.ts';
import { isRunning, useJob } from '../../../app/jobs.ts';
import { useMessages } from '../../../app/messages.ts';
import { useShowCase } from '../../../app/present.ts';
import { go, link } from '../../../app/router.ts';
import { useCall } from '../../../app/useCall.ts';
import { BackLink } from '../../../components/BackLink.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { evidenceString } from '../../../components/evidenceParts.ts';
import { JobOutcome } from '../../../components/job/JobOutcome.tsx';
import { JobPanel } from '../../../components/job/JobPanel.tsx';
import { ErrorMessage } from '../../../components/Message.tsx';
import { Screen } from '../../../components/Screen.tsx';
import { Steps } from '../../../components/Steps.tsx';
import { ImportReportPanel } from './ImportReportPanel.tsx';
import { STEP } from './importWay.ts';
import { useStepLabels } from './useStepLabels.ts';

interface Props {
  readonly jobId: string;
  /** Unknown where the job was opened from the list of jobs. */
  readonly caseId: string | null;
}

export function ImportJob({ jobId, caseId }: Props): ReactNode {
  const t = useMessages();
  const labels = useStepLabels();
  const { job, error } = useJob(jobId);
  const owner = useCall('case.get', caseId === null ? null : { id: caseId });
  useShowCase(owner.value);
  const result = job?.state === 'done' ? importReport.safeParse(job.result) : null;
  return (
    <Screen
      title={job ? t('import.job.title', { subject: evidenceString(job.subject) }) : t('import.title')}
      back={
        <BackLink to={caseId === null ? link('cases') : link('cases', caseId)}>
          {owner.value?.number ?? t('nav.cases')}
        </BackLink>
      }
      actions={
        caseId !== null &&
        job &&
        !isRunning(job) && (
          <Button variant="default" onClick={() => go(link('cases', caseId, 'import'))}>
            {t('import.another')}
          </Button>
        )
      }
    >
      <Steps labels={labels} current={STEP.run} onGo={null} />
      {error && <ErrorMessage error={error} />}
      {!job && !error && <EmptyState title={t('state.loading')} />}
      {job && isRunning(job) && <JobPanel job={job} />}
      {job && result?.success && <ImportReportPanel {...result.data} />}
      {job && !isRunning(job) && !result?.success && <JobOutcome job={job} />}
    </Screen>
  );
}
