import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { verifyReport } from '../../../src-preload/contract/index.ts';
import { isRunning, useJob } from '../../app/jobs.ts';
import { useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { JobOutcome } from '../../components/job/JobOutcome.tsx';
import { JobPanel } from '../../components/job/JobPanel.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';
import { ReportScreen } from './ReportScreen.tsx';
import { ToSignIn } from './ToSignIn.tsx';

export function VerifyJob({ jobId }: { readonly jobId: string }): ReactNode {
  const t = useMessages();
  const { job, error } = useJob(jobId);
  const report = job?.state === 'done' ? verifyReport.safeParse(job.result) : null;
  const another = (
    <Button variant="default" onClick={() => go(link('verify'))}>
      {t('verify.another')}
    </Button>
  );
  if (report?.success) return <ReportScreen report={report.data} actions={another} />;
  return (
    <Screen
      title={t('verify.title')}
      lead={job?.subject}
      back={<ToSignIn />}
      actions={job && !isRunning(job) && another}
    >
      {error && <ErrorMessage error={error} />}
      {!job && !error && <EmptyState title={t('state.loading')} />}
      {job && (isRunning(job) ? <JobPanel job={job} /> : <JobOutcome job={job} />)}
    </Screen>
  );
}
