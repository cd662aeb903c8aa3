/** Everything that can be refused is refused here, before two people are asked for their codes. */
import { Button } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import type { EngineError } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { useCall } from '../../app/useCall.ts';
import { Facts } from '../../components/Facts.tsx';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { useMeasures } from '../../components/measures.ts';
import { StepActions } from '../../components/StepActions.tsx';
import { Verdict } from '../../components/Verdict.tsx';
import styles from '../../components/wizardStep.module.css';
import { parametersOf } from './acquireWay.ts';
import { useSourceFacts } from './sourceFacts.tsx';
import type { StepProps } from './stepProps.ts';
import { useDescribeAcquire } from './useDescribeAcquire.ts';

/** Files of this name lie there and are marked as unfinished: an acquisition was cut off. */
function isUnfinished({ code, details }: EngineError): boolean {
  return code === 'imaging.exists' && String(details.path).endsWith('.partial');
}

export function PlanStep({ way, change, detail, onNext, onBack }: StepProps): ReactNode {
  const t = useMessages();
  const { exactBytes } = useMeasures();
  const factsOf = useSourceFacts();
  const describe = useDescribeAcquire(detail);
  const parameters = useMemo(() => parametersOf(way), [way]);
  const plan = useCall('acquire.plan', parameters);
  const fits = plan.value && plan.value.freeBytes >= plan.value.neededBytes;
  return (
    <div className={styles.step}>
      {plan.loading && <Verdict verdict="running" of={t('acquire.plan.running')} />}
      {plan.error && <ErrorMessage error={plan.error} onRetry={plan.reload} />}
      {plan.error && isUnfinished(plan.error) && (
        <Message
          tone="attention"
          title={t('acquire.resume.found')}
          actions={<Button onClick={() => change({ resume: true })}>{t('acquire.resume.go')}</Button>}
        >
          {t('acquire.resume.what')}
        </Message>
      )}
      {way.resume && (
        <Message
          tone="note"
          actions={
            <Button variant="default" onClick={() => change({ resume: false })}>
              {t('acquire.resume.not')}
            </Button>
          }
        >
          {t('acquire.resume.will')}
        </Message>
      )}
      {plan.value && (
        <>
          <h2>{t('acquire.plan.space')}</h2>
          <Verdict
            verdict={fits ? 'matched' : 'mismatched'}
            word={t(fits ? 'acquire.plan.fits' : 'acquire.plan.short')}
          />
          <Facts
            wide
            facts={[
              { label: t('acquire.plan.needed'), value: exactBytes(plan.value.neededBytes) },
              { label: t('acquire.plan.free'), value: exactBytes(plan.value.freeBytes) },
            ]}
          />
          <h2>{t('acquire.plan.source')}</h2>
          <Facts wide facts={factsOf(plan.value.source)} />
          <h2>{t('acquire.plan.willDo')}</h2>
          <Facts wide facts={parameters ? describe(parameters) : []} />
        </>
      )}
      <StepActions onBack={onBack} onNext={onNext} ready={fits === true} />
    </div>
  );
}
