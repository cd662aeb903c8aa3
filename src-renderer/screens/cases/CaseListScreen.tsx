/** All cases that this station holds. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { CaseSummary } from '../../../src-preload/contract/index.ts';
import { mayCall } from '../../app/access.ts';
import { type Translate, useMessages } from '../../app/messages.ts';
import { type PersonNames, usePersonNames } from '../../app/people.ts';
import { go, link } from '../../app/router.ts';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../app/useCall.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import type { Column } from '../../components/table/columns.ts';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';

const NO_CASES: readonly CaseSummary[] = [];

export function CaseListScreen(): ReactNode {
  const t = useMessages();
  const { role } = useSession();
  const cases = useCall('case.list', {});
  const { nameOf } = usePersonNames();
  const [selected, setSelected] = useState<string | null>(null);
  const columns = useMemo(() => caseColumns(t, nameOf), [t, nameOf]);
  const newCase = mayCall(role, 'case.create') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => go(link('cases', 'new'))}>
      {t('case.new')}
    </Button>
  );
  return (
    <Screen title={t('nav.cases')} actions={newCase} fill>
      {cases.error && <ErrorMessage error={cases.error} onRetry={cases.reload} />}
      <EvidenceTable
        name="cases"
        label={t('nav.cases')}
        columns={columns}
        rows={cases.value ?? NO_CASES}
        idOf={(row) => row.id}
        selectedId={selected}
        onSelect={(row) => setSelected(row?.id ?? null)}
        onOpen={(row) => go(link('cases', row.id))}
        empty={
          cases.value ? (
            <EmptyState title={t('case.none')} action={newCase}>
              {t('case.none.what')}
            </EmptyState>
          ) : (
            <EmptyState title={cases.error ? t('state.failed') : t('state.loading')} />
          )
        }
      />
    </Screen>
  );
}

function caseColumns(t: Translate, nameOf: PersonNames['nameOf']): readonly Column<CaseSummary>[] {
  return [
    {
      id: 'number',
      header: t('case.number'),
      width: 160,
      value: (row) => row.number,
      cell: (row) => <a href={link('cases', row.id)}>{row.number}</a>,
    },
    { id: 'title', header: t('case.title'), width: 240, grow: true, value: (row) => row.title },
    {
      id: 'state',
      header: t('case.state'),
      width: 150,
      value: (row) => stateWord(t, row),
    },
    { id: 'exhibits', header: t('case.exhibitCount'), width: 96, numeric: true, value: (row) => row.exhibitCount },
    { id: 'images', header: t('case.imageCount'), width: 96, numeric: true, value: (row) => row.imageCount },
    { id: 'createdBy', header: t('case.createdBy'), width: 120, value: (row) => nameOf(row.createdBy) },
    {
      id: 'createdAt',
      header: t('case.createdAt'),
      width: 200,
      value: (row) => row.createdAt,
      text: (row) => new Date(row.createdAt).toISOString(),
      cell: (row) => <Time at={row.createdAt} />,
    },
  ];
}

function stateWord(t: Translate, row: CaseSummary): string {
  const state = t(`case.state.${row.state}`);
  return row.legalHold ? t('case.stateAndHold', { state }) : state;
}
