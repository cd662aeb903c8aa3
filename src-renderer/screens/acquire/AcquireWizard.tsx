import { Button } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { Account, Ceremony as Dual } from '../../../src-preload/contract/index.ts';
import { useDraft } from '../../app/drafts.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { useShowCase } from '../../app/present.ts';
import { go, link, replace } from '../../app/router.ts';
import { useAction, useCall } from '../../app/useCall.ts';
import { Ceremony } from '../../components/ceremony/Ceremony.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Steps } from '../../components/Steps.tsx';
import { type AcquireWay, parametersOf, rememberWay, START, STEP } from './acquireWay.ts';
import { ExhibitStep } from './ExhibitStep.tsx';
import { PlanStep } from './PlanStep.tsx';
import { SourceStep } from './SourceStep.tsx';
import { TargetStep } from './TargetStep.tsx';
import { useDescribeAcquire } from './useDescribeAcquire.ts';
import { useStepLabels } from './useStepLabels.ts';

interface Props {
  /** From a link of a case or an exhibit: begins there. */
  readonly caseId: string | null;
  readonly exhibitId: string | null;
}

export function AcquireWizard({ caseId, exhibitId }: Props): ReactNode {
  const t = useMessages();
  const labels = useStepLabels();
  const { value: way, change, reset } = useDraft<AcquireWay>('acquire', START);
  const detail = useCall('case.get', way.caseId === '' ? null : { id: way.caseId });
  useShowCase(detail.value);
  const describe = useDescribeAcquire(detail.value);

  useEffect(() => {
    if (caseId === null) return;
    change({ ...START, caseId, exhibitId: exhibitId ?? '', step: STEP.exhibit });
    replace(link('acquire'));
  }, [caseId, exhibitId, change]);

  const parameters = parametersOf(way);
  const start = useAction(async (ceremony: Dual) => {
    if (!parameters) return;
    const { jobId } = await call('acquire.start', { ceremonyId: ceremony.id, parameters });
    rememberWay(jobId, way);
    reset();
    go(link('acquire', 'job', jobId));
  });

  // Going back changes what was signed: a ceremony that is open then counts no more.
  function goTo(step: number): void {
    change({ step, ceremony: null, noted: [] });
  }

  const step = {
    way,
    change,
    detail: detail.value,
    onNext: () => goTo(way.step + 1),
    onBack: () => goTo(way.step - 1),
  };
  return (
    <Screen
      title={t('acquire.title')}
      lead={t('acquire.lead')}
      actions={
        way !== START && (
          <Button variant="default" onClick={reset}>
            {t('acquire.startOver')}
          </Button>
        )
      }
    >
      <Steps labels={labels} current={way.step} onGo={goTo} />
      {detail.error && <ErrorMessage error={detail.error} onRetry={detail.reload} />}
      {way.step === STEP.exhibit && <ExhibitStep {...step} />}
      {way.step === STEP.source && <SourceStep {...step} />}
      {way.step === STEP.target && <TargetStep {...step} />}
      {way.step === STEP.plan && <PlanStep {...step} />}
      {way.step === STEP.ceremony && parameters && (
        <>
          {start.error && <ErrorMessage error={start.error} onClose={start.clear} />}
          <Ceremony
            act="acquire"
            parameters={parameters}
            describe={describe}
            state={way}
            onChange={change}
            mayWitness={isWitness}
            goLabel={t('acquire.go')}
            goBusy={start.busy}
            onGo={(ceremony) => void start.run(ceremony)}
          />
        </>
      )}
    </Screen>
  );
}

function isWitness(account: Account): boolean {
  return account.role === 'witness';
}
