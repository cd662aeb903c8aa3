/** A job that ended without a result to show: it failed, was cancelled, or answered something this window cannot read. */
import type { ReactNode } from 'react';
import type { JobSnapshot } from '../../../src-preload/contract/index.ts';
import { EngineError } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { ErrorMessage, Message } from '../Message.tsx';
import { useStepName } from './jobWords.ts';

export function JobOutcome({ job }: { readonly job: JobSnapshot }): ReactNode {
  const t = useMessages();
  const stepName = useStepName();
  if (job.state === 'cancelled')
    return (
      <Message tone="attention" title={t('job.cancelled.title')}>
        {t('job.cancelled.what', { step: stepName(job.step) })}
      </Message>
    );
  const error =
    job.error ?? ({ kind: 'bug', code: 'window.result-unreadable', details: { kind: job.kind, id: job.id } } as const);
  return <ErrorMessage error={new EngineError(error)} />;
}
