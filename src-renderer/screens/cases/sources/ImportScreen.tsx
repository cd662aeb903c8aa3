/** Taking a source into a case: which file or folder, what is recognised in it, how to read it, then the job. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDraft } from '../../../app/drafts.ts';
import { call } from '../../../app/engine.ts';
import { useMessages } from '../../../app/messages.ts';
import { useShowCase } from '../../../app/present.ts';
import { go, link } from '../../../app/router.ts';
import { useAction, useCall } from '../../../app/useCall.ts';
import { BackLink } from '../../../components/BackLink.tsx';
import { ErrorMessage } from '../../../components/Message.tsx';
import { Screen } from '../../../components/Screen.tsx';
import { Steps } from '../../../components/Steps.tsx';
import { ChooseStep } from './ChooseStep.tsx';
import { DetectionStep } from './DetectionStep.tsx';
import { type ImportWay, optionsOf, START, STEP } from './importWay.ts';
import { OptionsStep } from './OptionsStep.tsx';
import { useStepLabels } from './useStepLabels.ts';

export function ImportScreen({ caseId }: { readonly caseId: string }): ReactNode {
  const t = useMessages();
  const labels = useStepLabels();
  const detail = useCall('case.get', { id: caseId });
  useShowCase(detail.value);
  const { value: way, change, reset } = useDraft<ImportWay>(`import ${caseId}`, START);
  const start = useAction(async () => {
    const { jobId } = await call('import.start', { caseId, path: way.path.trim(), options: optionsOf(way) });
    reset();
    go(link('cases', 'job', jobId, { case: caseId }));
  });
  const step = {
    way,
    change,
    onNext: () => change({ step: way.step + 1 }),
    onBack: () => change({ step: way.step - 1 }),
  };
  return (
    <Screen
      title={t('import.title')}
      lead={t('import.lead')}
      back={<BackLink to={link('cases', caseId)}>{detail.value?.number ?? t('nav.cases')}</BackLink>}
      actions={
        way !== START && (
          <Button variant="default" onClick={reset}>
            {t('import.startOver')}
          </Button>
        )
      }
    >
      <Steps labels={labels} current={way.step} onGo={(to) => change({ step: to })} />
      {detail.error && <ErrorMessage error={detail.error} onRetry={detail.reload} />}
      {start.error && <ErrorMessage error={start.error} onClose={start.clear} />}
      {way.step === STEP.source && <ChooseStep {...step} />}
      {way.step === STEP.detection && <DetectionStep {...step} />}
      {way.step === STEP.options && <OptionsStep {...step} onNext={() => void start.run()} busy={start.busy} />}
    </Screen>
  );
}
