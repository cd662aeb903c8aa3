import { Checkbox, NativeSelect } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { type Exhibit, FORMS, type ImageRecord } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { useCall } from '../../app/useCall.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { shortBytes } from '../../components/measures.ts';
import { StepActions } from '../../components/StepActions.tsx';
import { Time } from '../../components/Time.tsx';
import type { Column } from '../../components/table/columns.ts';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import { Verdict } from '../../components/Verdict.tsx';
import styles from '../../components/wizardStep.module.css';
import type { StepProps } from './stepProps.ts';

interface Row {
  readonly exhibit: Exhibit;
  readonly image: ImageRecord;
}

const NO_ROWS: readonly Row[] = [];
const ROWS_SHOWN = 10;

export function ContentStep({ way, change, detail, onNext }: StepProps): ReactNode {
  const t = useMessages();
  const cases = useCall('case.list', {});
  const withImages = (cases.value ?? []).filter((each) => each.imageCount > 0);
  const rows = useMemo(
    () => detail?.exhibits.flatMap((exhibit) => exhibit.images.map((image) => ({ exhibit, image }))) ?? NO_ROWS,
    [detail],
  );
  const columns = useContentColumns(way.imageIds, (imageIds) => change({ imageIds }));
  const chosen = rows.filter(({ image }) => way.imageIds.includes(image.id));
  const notMatched = chosen.filter(({ image }) => image.imageVerdict !== 'matched');

  return (
    <div className={styles.step}>
      {cases.error && <ErrorMessage error={cases.error} onRetry={cases.reload} />}
      <NativeSelect
        className={styles.narrow ?? ''}
        label={t('acquire.case')}
        withAsterisk
        value={way.caseId}
        onChange={(event) => change({ caseId: event.currentTarget.value, imageIds: [] })}
        data={[
          { value: '', label: t('acquire.case.choose') },
          ...withImages.map((each) => ({ value: each.id, label: `${each.number} ${each.title}` })),
        ]}
      />
      {cases.value && withImages.length === 0 && (
        <EmptyState title={t('export.noImage')}>{t('export.noImage.what')}</EmptyState>
      )}
      {way.caseId !== '' && (
        <EvidenceTable
          name="export-images"
          label={t('export.images')}
          columns={columns}
          rows={rows}
          idOf={(row) => row.image.id}
          maxRows={ROWS_SHOWN}
          empty={<EmptyState title={detail ? t('export.noImage') : t('state.loading')} />}
        />
      )}
      {notMatched.length > 0 && (
        <Message tone="attention">{t('export.notMatched', { count: notMatched.length })}</Message>
      )}
      <fieldset className={styles.group}>
        <legend>{t('export.forms')}</legend>
        <div className={styles.inline}>
          {FORMS.map((form) => (
            <Checkbox
              key={form}
              label={t(`forms.${form}`)}
              checked={way.forms.includes(form)}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                change({ forms: FORMS.filter((each) => (each === form ? on : way.forms.includes(each))) });
              }}
            />
          ))}
        </div>
      </fieldset>
      <StepActions onNext={onNext} ready={chosen.length > 0} missing={t('export.chooseImages')} />
    </div>
  );
}

function useContentColumns(
  chosen: readonly string[],
  onChoose: (imageIds: readonly string[]) => void,
): readonly Column<Row>[] {
  const t = useMessages();
  return [
    {
      id: 'chosen',
      header: t('export.column.include'),
      width: 88,
      value: ({ image }) => (chosen.includes(image.id) ? 0 : 1),
      text: ({ image }) => t(chosen.includes(image.id) ? 'word.yes' : 'word.no'),
      cell: ({ exhibit, image }) => (
        <Checkbox
          aria-label={t('export.include', { exhibit: `${exhibit.number} ${exhibit.name}` })}
          checked={chosen.includes(image.id)}
          onChange={(event) =>
            onChoose(event.currentTarget.checked ? [...chosen, image.id] : chosen.filter((id) => id !== image.id))
          }
        />
      ),
    },
    {
      id: 'exhibit',
      header: t('exhibit.title'),
      width: 200,
      grow: true,
      value: ({ exhibit }) => `${exhibit.number} ${exhibit.name}`,
    },
    {
      id: 'format',
      header: t('acquire.format'),
      width: 80,
      value: ({ image }) => t(`acquire.format.${image.format}.short`),
    },
    {
      id: 'bytes',
      header: t('image.sourceBytes'),
      width: 112,
      numeric: true,
      value: ({ image }) => image.sourceBytes,
      cell: ({ image }) => shortBytes(image.sourceBytes),
    },
    {
      id: 'verdict',
      header: t('image.imageVerdict'),
      width: 144,
      value: ({ image }) => t(`verdict.${image.imageVerdict}`),
      cell: ({ image }) => <Verdict verdict={image.imageVerdict} />,
    },
    {
      id: 'endedAt',
      header: t('image.endedAt'),
      width: 200,
      value: ({ image }) => image.endedAt,
      cell: ({ image }) => <Time at={image.endedAt} />,
    },
  ];
}
