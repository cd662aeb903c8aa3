/** One request: where it stands, what the person who looks may do now, and everything that was done. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RequestDetail } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import { useCall } from '../../app/useCall.ts';
import { BackLink } from '../../components/BackLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { clockDuration } from '../../components/measures.ts';
import { Screen } from '../../components/Screen.tsx';
import { ComplianceSection } from './ComplianceSection.tsx';
import { ConsentsSection } from './ConsentsSection.tsx';
import { EventsSection } from './EventsSection.tsx';
import { FormSection } from './FormSection.tsx';
import { GrantSection } from './GrantSection.tsx';
import { carriesOn, ownStep } from './ownStep.ts';
import { TasksSection } from './TasksSection.tsx';
import { namesSomething, useScopeWords } from './useScopeWords.ts';
import { useShowRequestCase } from './useShowRequestCase.ts';

export function RequestScreen({ requestId }: { readonly requestId: string }): ReactNode {
  const t = useMessages();
  const answer = useCall('request.get', { id: requestId });
  const detail = answer.value;
  const caseNumber = useShowRequestCase(detail?.caseId ?? null);
  return (
    <Screen
      title={detail ? t('request.heading', { number: detail.registerNumber, cause: detail.cause }) : t('request.title')}
      lead={detail && <Standing detail={detail} caseNumber={caseNumber} />}
      back={<BackLink to={link('requests')}>{t('nav.requests')}</BackLink>}
      actions={detail && <NextSteps detail={detail} />}
    >
      {answer.error && <ErrorMessage error={answer.error} onRetry={answer.reload} />}
      {!detail && !answer.error && <EmptyState title={t('state.loading')} />}
      {detail && <Body detail={detail} onChanged={answer.reload} />}
    </Screen>
  );
}

function Standing({ detail, caseNumber }: { readonly detail: RequestDetail; readonly caseNumber: string }): ReactNode {
  const t = useMessages();
  return (
    <>
      {t(`retrieval.state.${detail.state}`)} · <a href={link('cases', detail.caseId)}>{caseNumber}</a>
      {detail.answeredInMs !== null && ` · ${t('request.answeredIn', { time: clockDuration(detail.answeredInMs) })}`}
    </>
  );
}

function NextSteps({ detail }: { readonly detail: RequestDetail }): ReactNode {
  const t = useMessages();
  // Clocked steps are taken where their clocks are shown.
  return detail.nextSteps
    .filter((step) => step !== 'task' && step !== 'create')
    .map((step) => (
      <Button
        key={step}
        variant={carriesOn(step) ? 'filled' : 'default'}
        onClick={() => go(link('requests', detail.id, step))}
      >
        {t(`request.step.${step}`)}
      </Button>
    ));
}

function Body({ detail, onChanged }: { readonly detail: RequestDetail; readonly onChanged: () => void }): ReactNode {
  const t = useMessages();
  const { grant, form, state, tasks, consents } = detail;
  const own = ownStep(detail);
  const named = namesSomething(form.scope) || (grant !== null && namesSomething(grant.scope));
  const words = useScopeWords(named ? detail.caseId : null);
  return (
    <>
      {state !== 'closed' && (
        <Message tone={own === null ? 'note' : 'attention'}>
          {own === null
            ? t('request.waits.others', { what: t(`request.waits.${state}`) })
            : t('request.waits.you', { what: t(`retrieval.step.${own}`) })}
        </Message>
      )}
      {tasks.length > 0 && <TasksSection detail={detail} />}
      {grant && <GrantSection grant={grant} requestId={detail.id} words={words} onChanged={onChanged} />}
      {(state === 'executed' || state === 'reviewed') && <ComplianceSection detail={detail} />}
      <FormSection detail={detail} words={words} />
      {consents.length > 0 && <ConsentsSection consents={consents} />}
      <EventsSection events={detail.events} />
    </>
  );
}
