/** Checks of a verification, one statement a row; those that did not match come first. */
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Check } from '../../../src-preload/contract/index.ts';
import { useMessages, useOptionalMessages } from '../../app/messages.ts';
import { EmptyState } from '../EmptyState.tsx';
import { Toned } from '../Toned.tsx';
import type { Column } from '../table/columns.ts';
import { EvidenceTable } from '../table/EvidenceTable.tsx';
import { Verdict } from '../Verdict.tsx';

interface Props {
  readonly checks: readonly Check[];
  readonly selected: Check | null;
  readonly onSelect: (check: Check | null) => void;
  readonly maxRows?: number;
}

interface Row {
  readonly id: string;
  readonly check: Check;
}

const ORDER: Readonly<Record<Check['verdict'], number>> = { mismatched: 0, 'not-performed': 1, matched: 2 };

/** The statement that was checked, in words. */
export function useStatement(): (check: Check) => string {
  const known = useOptionalMessages();
  return useCallback((check) => known(`check.${check.name}`, { subject: check.subject }) ?? check.name, [known]);
}

export function CheckTable({ checks, selected, onSelect, maxRows }: Props): ReactNode {
  const t = useMessages();
  const statementOf = useStatement();
  const rows = useMemo<readonly Row[]>(
    () =>
      checks
        .map((check, index) => ({ id: String(index), check }))
        .sort((a, b) => ORDER[a.check.verdict] - ORDER[b.check.verdict]),
    [checks],
  );
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      {
        id: 'verdict',
        header: t('checks.column.verdict'),
        width: 144,
        value: ({ check }) => ORDER[check.verdict],
        text: ({ check }) => t(`verdict.${check.verdict}`),
        cell: ({ check }) => <Verdict verdict={check.verdict} />,
      },
      {
        id: 'statement',
        header: t('checks.column.statement'),
        width: 300,
        grow: true,
        value: ({ check }) => statementOf(check),
        // A check that holds may still say something that should be known.
        cell: ({ check }) => (
          <Toned tone={check.verdict === 'matched' && check.code !== null ? 'attention' : null}>
            {statementOf(check)}
          </Toned>
        ),
      },
      { id: 'subject', header: t('checks.column.subject'), width: 160, value: ({ check }) => check.subject },
      { id: 'place', header: t('checks.column.place'), width: 112, value: ({ check }) => check.place ?? '' },
    ],
    [t, statementOf],
  );
  return (
    <EvidenceTable
      name="checks"
      label={t('checks.list')}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      selectedId={rows.find((row) => row.check === selected)?.id ?? null}
      onSelect={(row) => onSelect(row?.check ?? null)}
      empty={<EmptyState title={t('checks.none')} />}
      {...(maxRows === undefined ? {} : { maxRows })}
    />
  );
}
