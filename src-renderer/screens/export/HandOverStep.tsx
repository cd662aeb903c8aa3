import { Group, Radio, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type ExportParameters, VOLUMES } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { PathField } from '../../components/form/PathField.tsx';
import { StepActions } from '../../components/StepActions.tsx';
import styles from '../../components/wizardStep.module.css';
import { parametersOf } from './exportWay.ts';
import type { StepProps } from './stepProps.ts';

/** As stock tools name their files. */
const ENDINGS: Readonly<Record<ExportParameters['volume'], string>> = {
  veracrypt: '.hc',
  'veracrypt-argon2id': '.hc',
  luks2: '.luks',
  none: '',
};

export function HandOverStep({ way, change, detail, onNext, onBack }: StepProps): ReactNode {
  const t = useMessages();
  const suggested = `${detail?.number ?? 'sealed'}${ENDINGS[way.volume]}`.replace(/[/\\:*?"<>|]/g, '_');
  const complete = parametersOf(way) !== null && way.recipient.trim() !== '' && way.purpose.trim() !== '';
  return (
    <div className={styles.step}>
      <div className={styles.wide}>
        <TextInput
          label={t('export.recipient')}
          description={t('export.recipient.hint')}
          withAsterisk
          value={way.recipient}
          onChange={(event) => change({ recipient: event.currentTarget.value })}
          autoFocus
        />
      </div>
      <div className={styles.wide}>
        <Textarea
          label={t('export.purpose')}
          description={t('export.purpose.hint')}
          withAsterisk
          value={way.purpose}
          onChange={(event) => change({ purpose: event.currentTarget.value })}
        />
      </div>
      <Radio.Group label={t('export.volume')} value={way.volume} onChange={(volume) => change({ volume })}>
        <Group gap={24} mt={4}>
          {VOLUMES.map((volume) => (
            <Radio
              key={volume}
              value={volume}
              label={t(`export.volume.${volume}`)}
              description={t(`export.volume.${volume}.hint`)}
            />
          ))}
        </Group>
      </Radio.Group>
      <div className={styles.wide}>
        <PathField
          label={t('export.target')}
          hint={t(`export.target.${way.volume}.hint`)}
          what="save"
          defaultName={suggested}
          required
          value={way.target}
          onChange={(target) => change({ target })}
        />
      </div>
      <StepActions onBack={onBack} onNext={onNext} ready={complete} missing={t('export.handOver.missing')} />
    </div>
  );
}
