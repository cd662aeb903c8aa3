/** The completeness certificate of a source: leads for a person to follow, and what could not be checked and why. */
import { type ReactNode, useMemo } from 'react';
import { type Translate, useMessages, useOptionalMessages } from '../../../app/messages.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { evidenceString } from '../../../components/evidenceParts.ts';
import { Toned } from '../../../components/Toned.tsx';
import type { Column } from '../../../components/table/columns.ts';
import { EvidenceTable } from '../../../components/table/EvidenceTable.tsx';
import { type ImportedSource, inert } from './useIntakeWords.ts';

type Check = ImportedSource['completeness'][number];

interface Row {
  readonly id: string;
  readonly check: string;
  /** Null where nothing was found, or nothing could be checked. */
  readonly strength: 'shown' | 'strong' | 'weak' | null;
  readonly conversation: string;
  readonly what: string;
}

const ROWS_SHOWN = 10;

export function CompletenessTable({ checks }: { readonly checks: readonly Check[] }): ReactNode {
  const t = useMessages();
  const known = useOptionalMessages();
  const rows = useMemo(() => checks.flatMap((check) => rowsOf(check, t, known)), [checks, t, known]);
  const columns = useMemo(() => findingColumns(t), [t]);
  return (
    <EvidenceTable
      name="completeness"
      label={t('import.completeness')}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      maxRows={ROWS_SHOWN}
      empty={<EmptyState title={t('import.completeness.none')} />}
    />
  );
}

function rowsOf(check: Check, t: Translate, known: ReturnType<typeof useOptionalMessages>): readonly Row[] {
  const name = known(`finding.check.${check.check}`) ?? check.check;
  const one = (what: string): readonly Row[] => [
    { id: check.check, check: name, strength: null, conversation: '', what },
  ];
  if (!check.performed) return one(known(`finding.not-performed.${check.why}`) ?? check.why);
  if (check.findings.length === 0) return one(t('import.completeness.nothing'));
  return check.findings.map(({ code, strength, conversation, details }, index) => ({
    id: `${check.check} ${index}`,
    check: name,
    strength,
    conversation: evidenceString(conversation ?? ''),
    what: known(`finding.${code}`, inert(details)) ?? code,
  }));
}

function findingColumns(t: Translate): readonly Column<Row>[] {
  const strengthWord = ({ strength }: Row): string => (strength === null ? '' : t(`finding.strength.${strength}`));
  return [
    { id: 'check', header: t('import.column.check'), width: 184, value: (row) => row.check },
    {
      id: 'strength',
      header: t('import.column.strength'),
      width: 160,
      value: strengthWord,
      cell: (row) => <Toned tone={row.strength === null ? null : 'attention'}>{strengthWord(row)}</Toned>,
    },
    { id: 'conversation', header: t('import.column.conversation'), width: 120, value: (row) => row.conversation },
    { id: 'what', header: t('import.column.what'), width: 320, grow: true, value: (row) => row.what },
  ];
}
