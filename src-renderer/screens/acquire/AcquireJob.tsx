/** An acquisition under way, and what came of it. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { acquireResult } from '../../../src-preload/contract/index.ts';
import { useDraft } from '../../app/drafts.ts';
import { isRunning, useJob } from '../../app/jobs.ts';
import { useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ImageHashes } from '../../components/ImageHashes.tsx';
import { JobOutcome } from '../../components/job/JobOutcome.tsx';
import { JobPanel } from '../../components/job/JobPanel.tsx';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { Screen, Section } from '../../components/Screen.tsx';
import { Steps } from '../../components/Steps.tsx';
import { AcquireResultPanel } from './AcquireResultPanel.tsx';
import { type AcquireWay, START, STEP, wayToResume } from './acquireWay.ts';
import { useStepLabels } from './useStepLabels.ts';

export function AcquireJob({ jobId }: { readonly jobId: string }): ReactNode {
  const t = useMessages();
  const labels = useStepLabels();
  const { job, error } = useJob(jobId);
  const draft = useDraft<AcquireWay>('acquire', START);
  const resumable = wayToResume(jobId);
  const result = job?.state === 'done' ? acquireResult.safeParse(job.result) : null;
  function resume(way: AcquireWay): void {
    draft.change(way);
    go(link('acquire'));
  }

  return (
    <Screen
      title={job ? t('acquire.job.title', { subject: job.subject }) : t('acquire.title')}
      actions={
        job &&
        !isRunning(job) && (
          <Button variant="default" onClick={() => go(link('acquire'))}>
            {t('acquire.another')}
          </Button>
        )
      }
    >
      <Steps labels={labels} current={STEP.run} onGo={null} />
      {error && <ErrorMessage error={error} />}
      {!job && !error && <EmptyState title={t('state.loading')} />}
      {job && isRunning(job) && (
        <>
          <JobPanel job={job} />
          <Section title={t('image.hashes')}>
            {Object.keys(job.hashes).length === 0 ? (
              <p className="dim">{t('acquire.hashes.notYet')}</p>
            ) : (
              <ImageHashes image={job} />
            )}
          </Section>
        </>
      )}
      {job && result?.success && <AcquireResultPanel result={result.data} />}
      {job && !isRunning(job) && !result?.success && <JobOutcome job={job} />}
      {job?.state === 'failed' && resumable && (
        <Message
          tone="attention"
          title={t('acquire.resume.found')}
          actions={<Button onClick={() => resume(resumable)}>{t('acquire.resume.go')}</Button>}
        >
          {t('acquire.resume.what')}
        </Message>
      )}
    </Screen>
  );
}
