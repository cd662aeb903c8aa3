import { Button } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { Account } from '../../../src-preload/contract/index.ts';
import { useDraft } from '../../app/drafts.ts';
import { useMessages } from '../../app/messages.ts';
import { useShowCase } from '../../app/present.ts';
import { link, replace } from '../../app/router.ts';
import { useCall } from '../../app/useCall.ts';
import { Ceremony } from '../../components/ceremony/Ceremony.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Steps } from '../../components/Steps.tsx';
import { ContentStep } from './ContentStep.tsx';
import { type ExportWay, parametersOf, START, STEP } from './exportWay.ts';
import { HalvesStep } from './HalvesStep.tsx';
import { HandOverStep } from './HandOverStep.tsx';
import { PlanStep } from './PlanStep.tsx';
import { useDescribeExport } from './useDescribeExport.ts';
import { useStepLabels } from './useStepLabels.ts';

export function ExportWizard({ caseId }: { readonly caseId: string | null }): ReactNode {
  const t = useMessages();
  const labels = useStepLabels();
  const { value: way, change, reset } = useDraft<ExportWay>('export', START);
  const detail = useCall('case.get', way.caseId === '' ? null : { id: way.caseId });
  useShowCase(detail.value);
  const describe = useDescribeExport(detail.value);

  useEffect(() => {
    if (caseId === null) return;
    change({ ...START, caseId });
    replace(link('export'));
  }, [caseId, change]);

  // Going back changes what was signed: a ceremony that is open then counts no more.
  function goTo(step: number): void {
    change({ step, ceremony: null, noted: [] });
  }

  const parameters = parametersOf(way);
  const step = {
    way,
    change,
    detail: detail.value,
    onNext: () => goTo(way.step + 1),
    onBack: () => goTo(way.step - 1),
  };
  return (
    <Screen
      title={t('export.title')}
      lead={t('export.lead')}
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
      {way.step === STEP.content && <ContentStep {...step} />}
      {way.step === STEP.handOver && <HandOverStep {...step} />}
      {way.step === STEP.plan && <PlanStep {...step} />}
      {way.step === STEP.ceremony && parameters && (
        <Ceremony
          act="seal-export"
          parameters={parameters}
          describe={describe}
          state={way}
          onChange={change}
          mayWitness={isWitness}
          withHalves={parameters.volume !== 'none'}
          goLabel={t(parameters.volume === 'none' ? 'action.next' : 'export.toHalves')}
          onGo={() => change({ step: STEP.halves })}
        />
      )}
      {way.step === STEP.halves && parameters && way.ceremony && (
        <HalvesStep ceremony={way.ceremony} parameters={parameters} onStarted={reset} />
      )}
    </Screen>
  );
}

function isWitness(account: Account): boolean {
  return account.role === 'witness';
}
