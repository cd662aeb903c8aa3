/** One question: what waits for me, until when, and what is wrong. */
import { Loader } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { CaseSummary } from '../../../src-preload/contract/index.ts';
import { mayCall } from '../../app/access.ts';
import { call } from '../../app/engine.ts';
import { JobLine } from '../../app/JobMenu.tsx';
import { useJobs } from '../../app/jobs.ts';
import { useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import { useSession, useStation } from '../../app/session.ts';
import { useAnswer, useCall } from '../../app/useCall.ts';
import { Facts } from '../../components/Facts.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { useMeasures } from '../../components/measures.ts';
import { Screen, Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import { Toned } from '../../components/Toned.tsx';
import type { Column } from '../../components/table/columns.ts';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import styles from './HomeScreen.module.css';
import {
  type Waiting,
  waitingForAccounts,
  waitingForExport,
  waitingForLog,
  waitingInCases,
  wrongWithStation,
} from './waiting.ts';

/** Cases looked into for what they lack; the newest ones, so that a station of many years opens at once. */
const LOOKED_INTO = 30;
const NO_CASES: readonly CaseSummary[] = [];

export function HomeScreen(): ReactNode {
  const t = useMessages();
  const session = useSession();
  const station = useStation();
  const jobs = useJobs();
  const [selected, setSelected] = useState<string | null>(null);
  const { rows, loading, error, reload, openCases } = useWaiting();
  const columns = useMemo<readonly Column<Waiting>[]>(
    () => [
      {
        id: 'subject',
        header: t('home.column.subject'),
        width: 288,
        value: (row) => (row.subjectKey ? t(row.subjectKey) : row.subject),
        cell: (row) => <a href={row.href}>{row.subjectKey ? t(row.subjectKey) : row.subject}</a>,
      },
      {
        id: 'what',
        header: t('home.column.what'),
        width: 280,
        grow: true,
        value: (row) => t(row.what, row.values),
        cell: (row) => <Toned tone={row.tone}>{t(row.what, row.values)}</Toned>,
      },
    ],
    [t],
  );

  return (
    <Screen title={t('home.title', { name: session.displayName })} lead={t(`home.lead.${session.role}`)} fill>
      {error && <ErrorMessage error={error} onRetry={reload} />}
      <div className={styles.columns}>
        <div className={styles.waiting}>
          <h2>
            {t('home.waiting', { count: rows.length })} {loading && <Loader size={14} />}
          </h2>
          <EvidenceTable
            name="home"
            label={t('home.waitingLabel')}
            columns={columns}
            rows={rows}
            idOf={(row) => row.id}
            selectedId={selected}
            onSelect={(row) => setSelected(row?.id ?? null)}
            onOpen={(row) => go(row.href)}
            empty={<p className={styles.nothing}>{loading ? t('state.loading') : t('home.nothing')}</p>}
          />
        </div>
        <div className={styles.side}>
          <Section title={t('home.jobs')}>
            {jobs.length === 0 ? (
              <p className="dim">{t('bar.jobs.none')}</p>
            ) : (
              <ul className={styles.jobs}>
                {jobs.slice(0, 6).map((job) => (
                  <li key={job.id}>
                    <JobLine job={job} />
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section title={t('home.station')} actions={<a href={link('station')}>{t('home.toStation')}</a>}>
            <Facts
              facts={[
                { label: t('station.name'), value: station.name ?? '' },
                { label: t('station.serial'), value: station.serial ?? '' },
                { label: t('home.signedInAt'), value: <Time at={session.startedAt} /> },
                ...(openCases === null ? [] : [{ label: t('home.openCases'), value: openCases }]),
              ]}
            />
          </Section>
        </div>
      </div>
    </Screen>
  );
}

function useWaiting() {
  const { role, codeDriftSteps } = useSession();
  const station = useStation();
  const { count } = useMeasures();
  const cases = useCall('case.list', mayCall(role, 'case.list') ? {} : null);
  const accounts = useCall('user.list', role === 'administrator' ? {} : null);
  const head = useCall('log.head', role === 'auditor' || role === 'witness' ? {} : null);

  const open = useMemo(() => (cases.value ?? NO_CASES).filter((each) => each.state === 'open'), [cases.value]);
  const lookInto = useCallback(
    () => Promise.all(open.slice(0, LOOKED_INTO).map(({ id }) => call('case.get', { id }))),
    [open],
  );
  const details = useAnswer(role === 'operator' && open.length > 0 ? lookInto : null);

  const rows = useMemo(
    () =>
      [
        ...wrongWithStation(station, codeDriftSteps),
        ...(accounts.value ? waitingForAccounts(accounts.value) : []),
        ...(details.value ? waitingInCases(details.value) : []),
        ...(role === 'exporter' ? waitingForExport(open) : []),
        ...(head.value ? waitingForLog(head.value) : []),
      ].sort((a, b) => URGENCY[a.tone ?? 'none'] - URGENCY[b.tone ?? 'none']),
    [station, codeDriftSteps, accounts.value, details.value, role, open, head.value],
  );
  const asked = [cases, accounts, head, details];
  return {
    rows,
    loading: asked.some((answer) => answer.loading),
    error: asked.find((answer) => answer.error)?.error ?? null,
    reload: () => {
      for (const answer of asked) answer.reload();
    },
    openCases: cases.value ? count(open.length) : null,
  };
}

const URGENCY = { wrong: 0, attention: 1, none: 2 } as const;
