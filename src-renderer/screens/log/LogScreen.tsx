/** 操作日志: every act and refusal, newest first; the head that stands for all of it; proof of any single entry. */
import { Button } from '@mantine/core';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Check, LogEntry } from '../../../src-preload/contract/index.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { link, replace } from '../../app/router.ts';
import type { ScreenProps } from '../../app/screenProps.ts';
import { useAction, useCall } from '../../app/useCall.ts';
import { CheckInspector } from '../../components/checks/CheckInspector.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { useMeasures } from '../../components/measures.ts';
import { Screen } from '../../components/Screen.tsx';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import { usePages } from '../../components/table/rows.ts';
import { LogHeadPanel } from './LogHeadPanel.tsx';
import { LogInspector } from './LogInspector.tsx';
import { LogVerification } from './LogVerification.tsx';
import { type LogFilter, NO_FILTER, useLogColumns } from './useLogColumns.tsx';

export function LogScreen({ rest }: ScreenProps): ReactNode {
  const t = useMessages();
  const { count } = useMeasures();
  const [filter, setFilter] = useState<LogFilter>(NO_FILTER);
  const [picked, setPicked] = useState<LogEntry | null>(null);
  const [check, setCheck] = useState<Check | null>(null);
  const head = useCall('log.head', {});
  const selected = rest[0] === undefined ? null : Number(rest[0]);
  const columns = useLogColumns(filter, setFilter);

  const fetchPage = useCallback(
    async (offset: number, limit: number) => {
      const page = await call('log.page', { offset, limit, ...filter });
      return { total: page.total, rows: page.entries };
    },
    [filter],
  );
  const pages = usePages<LogEntry>(JSON.stringify(filter), fetchPage);

  const verify = useAction(() => call('log.verify', {}));
  const [verified, setVerified] = useState<Awaited<ReturnType<typeof verify.run>>>(null);
  const exported = useExport();
  const table = useMemo(
    () => ({
      total: pages.total,
      rowAt: pages.rowAt,
      show: pages.show,
      // Newest first, without gaps, as long as nothing is filtered out.
      indexOf: (id: string) => (filter === NO_FILTER ? pages.total - 1 - Number(id) : null),
    }),
    [pages, filter],
  );

  return (
    <Screen
      title={t('nav.log')}
      lead={pages.ready ? t('log.lead', { count: count(pages.total) }) : undefined}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={16} />}
            loading={verify.busy}
            onClick={() => void verify.run().then(setVerified)}
          >
            {t('log.verify')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            loading={exported.busy}
            onClick={exported.run}
          >
            {t('log.export')}
          </Button>
        </>
      }
      inspector={
        check ? (
          <CheckInspector check={check} onClose={() => setCheck(null)} />
        ) : selected !== null ? (
          <LogInspector
            key={selected}
            index={selected}
            listed={picked?.index === selected ? picked : null}
            onClose={() => replace(link('log'))}
          />
        ) : null
      }
      fill
    >
      {head.value && <LogHeadPanel head={head.value} />}
      {[head, pages].map(
        (answer) =>
          answer.error && <ErrorMessage key={answer.error.code} error={answer.error} onRetry={answer.reload} />,
      )}
      {verify.error && <ErrorMessage error={verify.error} onClose={verify.clear} />}
      {verified && (
        <LogVerification verified={verified} selected={check} onSelect={setCheck} onClose={() => setVerified(null)} />
      )}
      {exported.outcome}
      <EvidenceTable
        name="log"
        label={t('nav.log')}
        columns={columns}
        rows={table}
        idOf={(row) => String(row.index)}
        selectedId={selected === null ? null : String(selected)}
        onSelect={(row) => {
          setCheck(null);
          setPicked(row);
          replace(row ? link('log', String(row.index)) : link('log'));
        }}
        empty={<EmptyState title={pages.ready ? t('log.none') : t('state.loading')} />}
      />
    </Screen>
  );
}

/** Writes the bundle where the person says, and then says where it is and how an outsider checks it. */
function useExport(): { readonly run: () => void; readonly busy: boolean; readonly outcome: ReactNode } {
  const t = useMessages();
  const { count } = useMeasures();
  const [written, setWritten] = useState<{ readonly path: string; readonly size: number } | null>(null);
  const act = useAction(async () => {
    const { path } = await call('dialog.choose', {
      what: 'save',
      title: t('log.export'),
      defaultName: t('log.export.fileName'),
    });
    if (path !== null) setWritten(await call('log.export', { path }));
  });
  return {
    run: () => void act.run(),
    busy: act.busy,
    outcome: (
      <>
        {act.error && <ErrorMessage error={act.error} onClose={act.clear} />}
        {written && (
          <Message
            tone="note"
            title={t('log.exported', { count: count(written.size) })}
            onClose={() => setWritten(null)}
          >
            <code className="breakable">{written.path}</code>
            <p className="dim">{t('log.exported.check')}</p>
          </Message>
        )}
      </>
    ),
  };
}
