/** Both halves typed again by the people who wrote them down: proof that the volume can be opened later. Then sealing. */
import { IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Ceremony, ExportParameters } from '../../../src-preload/contract/index.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import { useAction } from '../../app/useCall.ts';
import { DangerButton } from '../../components/DangerButton.tsx';
import { FieldRow, FormActions } from '../../components/form/fields.tsx';
import { SecretInput } from '../../components/form/SecretInput.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import styles from '../../components/wizardStep.module.css';

interface Props {
  readonly ceremony: Ceremony;
  readonly parameters: ExportParameters;
  readonly onStarted: () => void;
}

export function HalvesStep({ ceremony, parameters, onStarted }: Props): ReactNode {
  const t = useMessages();
  const [operatorHalf, setOperatorHalf] = useState('');
  const [witnessHalf, setWitnessHalf] = useState('');
  const sealed = parameters.volume !== 'none';
  const start = useAction(async () => {
    const { jobId } = await call('export.start', { ceremonyId: ceremony.id, parameters, operatorHalf, witnessHalf });
    onStarted();
    go(link('export', 'job', jobId));
  });
  return (
    <div className={styles.step}>
      {sealed && (
        <div className={styles.wide}>
          <p>{t('export.halves.lead')}</p>
          <br />
          <FieldRow>
            <SecretInput
              label={t('export.half.of', { name: ceremony.operator.displayName ?? '' })}
              description={t('export.half.operator')}
              withAsterisk
              autoFocus
              value={operatorHalf}
              onChange={(event) => setOperatorHalf(event.currentTarget.value)}
            />
            <SecretInput
              label={t('export.half.of', { name: ceremony.witness.displayName ?? '' })}
              description={t('export.half.witness')}
              withAsterisk
              value={witnessHalf}
              onChange={(event) => setWitnessHalf(event.currentTarget.value)}
            />
          </FieldRow>
        </div>
      )}
      <p>{t('export.consequence', { target: parameters.target })}</p>
      {start.error && <ErrorMessage error={start.error} onClose={start.clear} />}
      <FormActions>
        <DangerButton
          leftSection={<IconLock size={16} />}
          loading={start.busy}
          disabled={sealed && (operatorHalf === '' || witnessHalf === '')}
          onClick={() => void start.run()}
        >
          {t('export.go')}
        </DangerButton>
      </FormActions>
    </div>
  );
}
