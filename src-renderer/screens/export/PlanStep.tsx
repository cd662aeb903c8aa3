/** Everything that can be refused is refused here, before two people are asked for their codes. */
import { type ReactNode, useMemo } from 'react';
import { useMessages } from '../../app/messages.ts';
import { useCall } from '../../app/useCall.ts';
import { Facts } from '../../components/Facts.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { useMeasures } from '../../components/measures.ts';
import { StepActions } from '../../components/StepActions.tsx';
import { Verdict } from '../../components/Verdict.tsx';
import styles from '../../components/wizardStep.module.css';
import { parametersOf } from './exportWay.ts';
import type { StepProps } from './stepProps.ts';
import { useDescribeExport } from './useDescribeExport.ts';

export function PlanStep({ way, detail, onNext, onBack }: StepProps): ReactNode {
  const t = useMessages();
  const { exactBytes, count } = useMeasures();
  const describe = useDescribeExport(detail);
  const parameters = useMemo(() => parametersOf(way), [way]);
  const plan = useCall('export.plan', parameters);
  const fits = plan.value && plan.value.freeBytes >= plan.value.neededBytes;
  return (
    <div className={styles.step}>
      {plan.loading && <Verdict verdict="running" of={t('acquire.plan.running')} />}
      {plan.error && <ErrorMessage error={plan.error} onRetry={plan.reload} />}
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
              { label: t('export.plan.files'), value: count(plan.value.files) },
            ]}
          />
          <h2>{t('export.plan.willDo')}</h2>
          <Facts wide facts={parameters ? describe(parameters) : []} />
        </>
      )}
      <StepActions onBack={onBack} onNext={onNext} ready={fits === true} />
    </div>
  );
}
