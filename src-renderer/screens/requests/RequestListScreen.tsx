/** The register of requests: where each stands, and what waits for whom until when. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { RequestSummary } from '../../../src-preload/contract/index.ts';
import { mayCall } from '../../app/access.ts';
import { call } from '../../app/engine.ts';
import { type Translate, useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../app/useCall.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import { Toned } from '../../components/Toned.tsx';
import type { Column } from '../../components/table/columns.ts';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import { usePages } from '../../components/table/rows.ts';
import { ownStep } from './ownStep.ts';

export function RequestListScreen(): ReactNode {
  const t = useMessages();
  const { role } = useSession();
  const [selected, setSelected] = useState<string | null>(null);
  const cases = useCall('case.list', {});
  const fetchPage = useCallback(async (offset: number, limit: number) => {
    const { total, requests } = await call('request.list', { caseId: null, offset, limit });
    return { total, rows: requests };
  }, []);
  const pages = usePages<RequestSummary>('requests', fetchPage);
  const rows = useMemo(() => ({ total: pages.total, rowAt: pages.rowAt, show: pages.show }), [pages]);
  const columns = useMemo(() => {
    const numbers = new Map(cases.value?.map((each) => [each.id, each.number]));
    return requestColumns(t, (id) => numbers.get(id) ?? '');
  }, [t, cases.value]);
  const newRequest = mayCall(role, 'request.create') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => go(link('requests', 'new'))}>
      {t('request.new')}
    </Button>
  );
  return (
    <Screen title={t('nav.requests')} lead={t('request.list.lead')} actions={newRequest} fill>
      {pages.error && <ErrorMessage error={pages.error} onRetry={pages.reload} />}
      <EvidenceTable
        name="requests"
        label={t('nav.requests')}
        columns={columns}
        rows={rows}
        idOf={(row) => row.id}
        selectedId={selected}
        onSelect={(row) => setSelected(row?.id ?? null)}
        onOpen={(row) => go(link('requests', row.id))}
        empty={
          pages.ready ? (
            <EmptyState title={t('request.none')} action={newRequest}>
              {t('request.none.what')}
            </EmptyState>
          ) : (
            <EmptyState title={pages.error ? t('state.failed') : t('state.loading')} />
          )
        }
      />
    </Screen>
  );
}

function requestColumns(t: Translate, caseNumber: (id: string) => string): readonly Column<RequestSummary>[] {
  const waits = (row: RequestSummary): string => {
    const own = ownStep(row);
    return own === null
      ? t(`request.waits.${row.state}`)
      : t('request.waits.you', { what: t(`retrieval.step.${own}`) });
  };
  return [
    {
      id: 'number',
      header: t('request.number'),
      width: 80,
      numeric: true,
      value: (row) => row.registerNumber,
      cell: (row) => <a href={link('requests', row.id)}>{row.registerNumber}</a>,
    },
    { id: 'case', header: t('case.number'), width: 120, value: (row) => caseNumber(row.caseId) },
    { id: 'cause', header: t('request.cause'), width: 120, grow: true, value: (row) => row.cause },
    {
      id: 'state',
      header: t('request.state'),
      width: 208,
      value: (row) => t(`retrieval.state.${row.state}`),
      cell: (row) => (
        <Toned tone={row.emergency && row.state !== 'closed' ? 'attention' : null}>
          {t(`retrieval.state.${row.state}`)}
        </Toned>
      ),
    },
    {
      id: 'waits',
      header: t('request.waits'),
      width: 216,
      value: waits,
      cell: (row) =>
        ownStep(row) === null ? (
          <span>{waits(row)}</span>
        ) : (
          <span>
            <strong>{waits(row)}</strong>
          </span>
        ),
    },
    {
      id: 'dueAt',
      header: t('request.dueAt'),
      width: 216,
      value: (row) => row.dueAt,
      text: (row) => (row.dueAt === null ? '' : new Date(row.dueAt).toISOString()),
      cell: (row) =>
        row.dueAt !== null && (
          <Toned tone={row.dueAt < Date.now() ? 'wrong' : null}>
            <Time at={row.dueAt} />
          </Toned>
        ),
    },
    { id: 'requester', header: t('request.requester'), width: 96, value: (row) => row.requesterName },
  ];
}
