/** One step of a request: what it is decided on above, the step below. */
import type { ReactNode } from 'react';
import { type RequestDetail, TASKS } from '../../../src-preload/contract/index.ts';
import { useMessages, useOptionalMessages } from '../../app/messages.ts';
import { link } from '../../app/router.ts';
import { useCall } from '../../app/useCall.ts';
import { BackLink } from '../../components/BackLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';
import { FormSection } from './FormSection.tsx';
import { CloseStep } from './steps/CloseStep.tsx';
import { ConsentStep } from './steps/ConsentStep.tsx';
import { DecideStep } from './steps/DecideStep.tsx';
import { EmergencyStep } from './steps/EmergencyStep.tsx';
import { ExecuteStep } from './steps/ExecuteStep.tsx';
import { GrantStep } from './steps/GrantStep.tsx';
import { ReleaseStep } from './steps/ReleaseStep.tsx';
import { RestoreStep } from './steps/RestoreStep.tsx';
import { ReviewStep } from './steps/ReviewStep.tsx';
import { SubmitStep } from './steps/SubmitStep.tsx';
import { TaskStep } from './steps/TaskStep.tsx';
import { WithholdStep } from './steps/WithholdStep.tsx';
import { namesSomething, useScopeWords } from './useScopeWords.ts';
import { useShowRequestCase } from './useShowRequestCase.ts';

interface Props {
  readonly requestId: string;
  readonly step: string;
  /** Which clocked step, for `task`. */
  readonly task: string | null;
}

export function StepScreen({ requestId, step, task }: Props): ReactNode {
  const t = useMessages();
  const known = useOptionalMessages();
  const answer = useCall('request.get', { id: requestId });
  const detail = answer.value;
  useShowRequestCase(detail?.caseId ?? null);
  return (
    <Screen
      title={known(`request.step.${step}`) ?? t('request.title')}
      lead={detail ? t('request.heading', { number: detail.registerNumber, cause: detail.cause }) : undefined}
      back={<BackLink to={link('requests', requestId)}>{t('request.title')}</BackLink>}
    >
      {answer.error && <ErrorMessage error={answer.error} onRetry={answer.reload} />}
      {!detail && !answer.error && <EmptyState title={t('state.loading')} />}
      {detail && <OpenStep detail={detail} step={step} task={task} />}
    </Screen>
  );
}

function OpenStep({
  detail,
  step,
  task,
}: Pick<Props, 'step' | 'task'> & { readonly detail: RequestDetail }): ReactNode {
  const words = useScopeWords(step === 'grant' || namesSomething(detail.form.scope) ? detail.caseId : null);
  return (
    <>
      {(step === 'submit' || step === 'decide' || step === 'grant') && <FormSection detail={detail} words={words} />}
      {stepOf(step, { detail, words }, task)}
    </>
  );
}

function stepOf(step: string, props: Parameters<typeof SubmitStep>[0], task: string | null): ReactNode {
  switch (step) {
    case 'submit':
      return <SubmitStep {...props} />;
    case 'decide':
      return <DecideStep {...props} />;
    case 'emergency':
      return <EmergencyStep {...props} />;
    case 'consent':
      return <ConsentStep {...props} />;
    case 'withhold':
      return <WithholdStep {...props} />;
    case 'grant':
      return <GrantStep {...props} />;
    case 'execute':
      return <ExecuteStep {...props} />;
    case 'review':
      return <ReviewStep {...props} />;
    case 'release':
      return <ReleaseStep {...props} />;
    case 'close':
      return <CloseStep {...props} />;
    case 'restore':
      return <RestoreStep {...props} />;
    case 'task': {
      const named = TASKS.find((each) => each === task);
      return named ? <TaskStep {...props} task={named} /> : null;
    }
    default:
      return null;
  }
}
