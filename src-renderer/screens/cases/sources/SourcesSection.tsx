/** What was taken into the case so far, under its exhibits. */
import { type ReactNode, useMemo } from 'react';
import type { IntakeRecord } from '../../../../src-preload/contract/index.ts';
import { type Translate, useMessages } from '../../../app/messages.ts';
import { go, link } from '../../../app/router.ts';
import { useCall } from '../../../app/useCall.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { evidenceString } from '../../../components/evidenceParts.ts';
import { ErrorMessage } from '../../../components/Message.tsx';
import { type Measures, useMeasures } from '../../../components/measures.ts';
import { Time } from '../../../components/Time.tsx';
import { Toned } from '../../../components/Toned.tsx';
import type { Column } from '../../../components/table/columns.ts';
import { EvidenceTable } from '../../../components/table/EvidenceTable.tsx';
import styles from './sources.module.css';
import { type IntakeWords, useIntakeWords } from './useIntakeWords.ts';

const NO_INTAKES: readonly IntakeRecord[] = [];
const ROWS_SHOWN = 5;

export function SourcesSection({ caseId, action }: { readonly caseId: string; readonly action: ReactNode }): ReactNode {
  const t = useMessages();
  const words = useIntakeWords();
  const { count } = useMeasures();
  const intakes = useCall('intake.list', { caseId });
  const columns = useMemo(() => intakeColumns(t, words, count, caseId), [t, words, count, caseId]);
  return (
    <section className={styles.section} aria-label={t('sources.title')}>
      <h2>{t('sources.title')}</h2>
      {intakes.error && <ErrorMessage error={intakes.error} onRetry={intakes.reload} />}
      <EvidenceTable
        name="intakes"
        label={t('sources.title')}
        columns={columns}
        rows={intakes.value ?? NO_INTAKES}
        idOf={(row) => String(row.id)}
        onOpen={(row) => go(link('cases', caseId, 'sources', String(row.id)))}
        maxRows={ROWS_SHOWN}
        empty={
          intakes.value ? (
            <EmptyState title={t('sources.none')} action={action}>
              {t('sources.none.what')}
            </EmptyState>
          ) : (
            <EmptyState title={intakes.error ? t('state.failed') : t('state.loading')} />
          )
        }
      />
    </section>
  );
}

function recordsOf(row: IntakeRecord): number {
  return row.sources.reduce((sum, source) => sum + source.records, 0);
}

function intakeColumns(
  t: Translate,
  words: IntakeWords,
  count: Measures['count'],
  caseId: string,
): readonly Column<IntakeRecord>[] {
  return [
    {
      id: 'name',
      header: t('sources.column.name'),
      width: 200,
      grow: true,
      value: (row) => evidenceString(row.name),
      cell: (row) => <a href={link('cases', caseId, 'sources', String(row.id))}>{evidenceString(row.name)}</a>,
    },
    {
      id: 'format',
      header: t('import.column.format'),
      width: 216,
      value: (row) => [...new Set(row.sources.map((source) => words.format(source.format)))].join(', '),
    },
    {
      id: 'records',
      header: t('import.records'),
      width: 104,
      numeric: true,
      value: recordsOf,
      text: (row) => count(recordsOf(row)),
    },
    {
      id: 'warnings',
      header: t('sources.column.warnings'),
      width: 120,
      numeric: true,
      value: (row) => row.warningCount,
      cell: (row) => <Toned tone={row.warningCount > 0 ? 'attention' : null}>{row.warningCount}</Toned>,
    },
    { id: 'importedBy', header: t('sources.column.importedBy'), width: 112, value: (row) => row.importedBy },
    {
      id: 'importedAt',
      header: t('sources.column.importedAt'),
      width: 200,
      value: (row) => row.importedAt,
      text: (row) => new Date(row.importedAt).toISOString(),
      cell: (row) => <Time at={row.importedAt} />,
    },
  ];
}
