/** What is recognised, how surely and by what; what will not be read and why. A person may say otherwise. */
import { NativeSelect } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import type { SourceDetection } from '../../../../src-preload/contract/index.ts';
import { FORMATS } from '../../../../src-preload/contract/index.ts';
import { call } from '../../../app/engine.ts';
import { type Translate, useMessages } from '../../../app/messages.ts';
import { useAction } from '../../../app/useCall.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorMessage, Message } from '../../../components/Message.tsx';
import { shortBytes, useMeasures } from '../../../components/measures.ts';
import { StepActions } from '../../../components/StepActions.tsx';
import type { Column } from '../../../components/table/columns.ts';
import { EvidenceTable } from '../../../components/table/EvidenceTable.tsx';
import styles from './sources.module.css';
import type { StepProps } from './stepProps.ts';
import { type IntakeWords, placeOf, useIntakeWords } from './useIntakeWords.ts';
import { WarningTable } from './WarningTable.tsx';

type Part = SourceDetection['parts'][number];

const ROWS_SHOWN = 8;
/** From here on a format names itself. */
const SURE = 0.9;
const LIKELY = 0.6;

export function DetectionStep({ way, change, onNext, onBack }: StepProps): ReactNode {
  const t = useMessages();
  const words = useIntakeWords();
  const { count } = useMeasures();
  const columns = useMemo(() => partColumns(t, words), [t, words]);
  const again = useAction(async (format: string) => {
    const path = way.path.trim();
    change({ format, detection: await call('import.detect', { path, format: format === '' ? null : format }) });
  });
  const { detection } = way;
  if (detection === null) return null;
  const { parts, mediaFiles, warnings } = detection;
  return (
    <div className={styles.step}>
      <p>
        {t('import.detected', { count: count(parts.length) })}
        {mediaFiles > 0 && ` ${t('import.media', { count: count(mediaFiles) })}`}
      </p>
      <EvidenceTable
        name="detected-parts"
        label={t('import.parts')}
        columns={columns}
        rows={parts}
        idOf={(part) => `${part.file}\n${part.member ?? ''}`}
        maxRows={ROWS_SHOWN}
        empty={<EmptyState title={t('import.nothing')}>{t('import.nothing.what')}</EmptyState>}
      />
      {warnings.length > 0 && (
        <section className={styles.block}>
          <h2>{t('import.unread', { count: count(warnings.length) })}</h2>
          <WarningTable name="unread" label={t('import.unread.label')} warnings={warnings} maxRows={ROWS_SHOWN} />
        </section>
      )}
      {parts.some((part) => part.confidence < LIKELY) && <Message tone="attention">{t('import.unsure.what')}</Message>}
      <NativeSelect
        className={styles.narrow ?? ''}
        label={t('import.format')}
        description={t('import.format.hint')}
        value={way.format}
        disabled={again.busy}
        onChange={(event) => void again.run(event.currentTarget.value)}
        data={[
          { value: '', label: t('import.format.recognised') },
          ...FORMATS.map((format) => ({ value: format, label: words.format(format) })),
        ]}
      />
      {again.error && <ErrorMessage error={again.error} onClose={again.clear} />}
      <StepActions onBack={onBack} onNext={onNext} ready={parts.length > 0} missing={t('import.nothing')} />
    </div>
  );
}

function sureness(t: Translate, confidence: number): string {
  if (confidence >= SURE) return t('import.sure');
  return t(confidence >= LIKELY ? 'import.likely' : 'import.unsure');
}

function partColumns(t: Translate, words: IntakeWords): readonly Column<Part>[] {
  return [
    { id: 'file', header: t('import.column.file'), width: 208, value: placeOf },
    { id: 'format', header: t('import.column.format'), width: 200, value: (part) => words.format(part.format) },
    {
      id: 'sureness',
      header: t('import.column.sureness'),
      width: 120,
      value: (part) => part.confidence,
      text: (part) => `${sureness(t, part.confidence)} ${Math.round(part.confidence * 100)} %`,
    },
    { id: 'reason', header: t('import.column.reason'), width: 240, grow: true, value: words.reason },
    {
      id: 'size',
      header: t('import.column.size'),
      width: 96,
      numeric: true,
      value: (part) => part.sizeBytes,
      text: (part) => (part.sizeBytes === null ? t('fact.undetermined') : shortBytes(part.sizeBytes)),
    },
  ];
}
