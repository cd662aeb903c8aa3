import { Checkbox, Group, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { HASH_NAMES } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { FieldRow } from '../../components/form/fields.tsx';
import { PathField } from '../../components/form/PathField.tsx';
import { fieldErrors } from '../../components/form/useForm.ts';
import { HASH_LABELS, type HashName } from '../../components/Hash.tsx';
import { shortBytes } from '../../components/measures.ts';
import { StepActions } from '../../components/StepActions.tsx';
import styles from '../../components/wizardStep.module.css';
import { type Compression, FORMATS_OF, SEGMENT_SIZES, toInput } from './acquireWay.ts';
import type { StepProps } from './stepProps.ts';

const COMPRESSIONS: readonly Compression[] = ['none', 'fast', 'best'];

export function TargetStep({ way, change, onNext, onBack }: StepProps): ReactNode {
  const t = useMessages();
  const errors = fieldErrors('acquire.plan', toInput(way));
  const badName = way.baseName !== '' && errors.baseName ? t('acquire.baseName.bad') : null;

  function toggle(algorithm: HashName, on: boolean): void {
    const chosen = new Set(way.hashes);
    if (on) chosen.add(algorithm);
    else chosen.delete(algorithm);
    change({ hashes: HASH_NAMES.filter((each) => chosen.has(each)) });
  }

  return (
    <div className={styles.step}>
      <div className={styles.wide}>
        <PathField
          label={t('acquire.destination')}
          hint={t('acquire.destination.hint')}
          what="folder"
          required
          value={way.destination}
          onChange={(destination) => change({ destination })}
        />
      </div>
      <div className={styles.wide}>
        <FieldRow>
          <TextInput
            label={t('acquire.baseName')}
            description={t('acquire.baseName.hint')}
            withAsterisk
            error={badName}
            value={way.baseName}
            onChange={(event) => change({ baseName: event.currentTarget.value })}
            spellCheck={false}
          />
          <TextInput
            label={t('acquire.examiner')}
            description={t('acquire.examiner.hint')}
            value={way.examiner}
            onChange={(event) => change({ examiner: event.currentTarget.value })}
          />
        </FieldRow>
      </div>
      <Radio.Group label={t('acquire.format')} value={way.format} onChange={(format) => change({ format })}>
        <Group gap={24} mt={4}>
          {FORMATS_OF[way.source?.kind ?? 'file'].map((format) => (
            <Radio
              key={format}
              value={format}
              label={t(`acquire.format.${format}`)}
              description={t(`acquire.format.${format}.hint`)}
            />
          ))}
        </Group>
      </Radio.Group>
      {way.format !== 'bag' && (
        <div className={styles.wide}>
          <FieldRow>
            <NativeSelect
              label={t('acquire.segment')}
              description={t('acquire.segment.hint')}
              value={String(way.segmentBytes)}
              onChange={(event) => change({ segmentBytes: Number(event.currentTarget.value) })}
              data={SEGMENT_SIZES.map((bytes) => ({
                value: String(bytes),
                label: bytes === 0 ? t('acquire.segment.one') : shortBytes(bytes),
              }))}
            />
            {way.format === 'e01' && (
              <NativeSelect
                label={t('acquire.compression')}
                description={t('acquire.compression.hint')}
                value={way.compression}
                onChange={(event) => change({ compression: event.currentTarget.value as Compression })}
                data={COMPRESSIONS.map((value) => ({ value, label: t(`acquire.compression.${value}`) }))}
              />
            )}
          </FieldRow>
        </div>
      )}
      <fieldset className={styles.group}>
        <legend>{t('acquire.hashes')}</legend>
        <div className={styles.inline}>
          {HASH_NAMES.map((algorithm) => (
            <Checkbox
              key={algorithm}
              label={HASH_LABELS[algorithm]}
              description={t(`acquire.hash.${algorithm}`)}
              // SHA-256 is always computed: MD5 or SHA-1 alone prove nothing.
              disabled={algorithm === 'sha256'}
              checked={way.hashes.includes(algorithm)}
              onChange={(event) => toggle(algorithm, event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
      <Checkbox
        label={t('acquire.verifyImage')}
        description={t('acquire.verifyImage.hint')}
        checked={way.verifyImage}
        onChange={(event) => change({ verifyImage: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('acquire.verifySource')}
        description={t('acquire.verifySource.hint')}
        checked={way.verifySource}
        onChange={(event) => change({ verifySource: event.currentTarget.checked })}
      />
      <div className={styles.wide}>
        <Textarea
          label={t('acquire.notes')}
          value={way.notes}
          onChange={(event) => change({ notes: event.currentTarget.value })}
        />
      </div>
      <StepActions
        onBack={onBack}
        onNext={onNext}
        ready={Object.keys(errors).length === 0}
        missing={t('acquire.target.missing')}
      />
    </div>
  );
}
