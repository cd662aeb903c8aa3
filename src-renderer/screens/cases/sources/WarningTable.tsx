/** What could not be taken in as it stands: where, why, and whether something is missing for it. */
import { type ReactNode, useMemo } from 'react';
import { useMessages } from '../../../app/messages.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { useMeasures } from '../../../components/measures.ts';
import { Toned } from '../../../components/Toned.tsx';
import type { Column } from '../../../components/table/columns.ts';
import { EvidenceTable } from '../../../components/table/EvidenceTable.tsx';
import { type IntakeWarning, placeOf, useIntakeWords } from './useIntakeWords.ts';

interface Row {
  readonly id: string;
  readonly warning: IntakeWarning;
}

interface Props {
  readonly name: string;
  readonly label: string;
  readonly warnings: readonly IntakeWarning[];
  readonly maxRows: number;
}

export function WarningTable({ name, label, warnings, maxRows }: Props): ReactNode {
  const t = useMessages();
  const words = useIntakeWords();
  const { count } = useMeasures();
  const rows = useMemo(() => warnings.map((warning, index) => ({ id: String(index), warning })), [warnings]);
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      {
        id: 'lost',
        header: t('import.column.lost'),
        width: 96,
        value: ({ warning }) => t(warning.lost ? 'import.lost' : 'import.flawed'),
        cell: ({ warning }) => (
          <Toned tone={warning.lost ? 'wrong' : 'attention'}>{t(warning.lost ? 'import.lost' : 'import.flawed')}</Toned>
        ),
      },
      { id: 'file', header: t('import.column.file'), width: 200, value: ({ warning }) => placeOf(warning.part) },
      {
        id: 'offset',
        header: t('import.column.offset'),
        width: 112,
        numeric: true,
        value: ({ warning }) => warning.offset,
        text: ({ warning }) => (warning.offset === null ? t('import.wholeFile') : count(warning.offset)),
      },
      {
        id: 'reason',
        header: t('import.column.what'),
        width: 320,
        grow: true,
        value: ({ warning }) => words.warning(warning),
      },
    ],
    [t, words, count],
  );
  return (
    <EvidenceTable
      name={name}
      label={label}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      maxRows={maxRows}
      empty={<EmptyState title={t('import.noWarnings')} />}
    />
  );
}
