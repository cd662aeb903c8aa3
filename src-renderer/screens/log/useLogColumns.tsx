import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { allCatalogues } from '../../../src-preload/contract/catalogue.ts';
import type { LogEntry } from '../../../src-preload/contract/index.ts';
import { useMessages, useOptionalMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import { useCall } from '../../app/useCall.ts';
import { Time } from '../../components/Time.tsx';
import { type Tone, Toned } from '../../components/Toned.tsx';
import type { Column } from '../../components/table/columns.ts';

export interface LogFilter {
  readonly act: string | null;
  readonly actor: string | null;
}

export const NO_FILTER: LogFilter = { act: null, actor: null };

const ACT_PREFIX = 'log.act.';
/** Every act that has a name: what the log may be filtered by. */
const ACTS = Object.keys(allCatalogues.zh)
  .filter((key) => key.startsWith(ACT_PREFIX))
  .map((key) => key.slice(ACT_PREFIX.length));

function toneOf(outcome: LogEntry['outcome']): Tone | null {
  if (outcome === 'refused' || outcome === 'failed') return 'wrong';
  return outcome === 'cancelled' || outcome === 'expired' ? 'attention' : null;
}

export function useLogColumns(filter: LogFilter, onFilter: (filter: LogFilter) => void): readonly Column<LogEntry>[] {
  const t = useMessages();
  const known = useOptionalMessages();
  const { nameAndAccount } = usePersonNames();
  const accounts = useCall('user.list', {});
  const people = accounts.value;
  return useMemo(() => {
    const actName = (act: string): string => known(`${ACT_PREFIX}${act}`) ?? act;
    const nameOf = (username: string | null): string =>
      username === null ? t('log.nobody') : nameAndAccount(username);
    const everything = { value: '', label: t('log.filter.all') };
    return [
      { id: 'index', header: t('log.column.index'), width: 80, numeric: true, value: (row) => row.index },
      {
        id: 'at',
        header: t('log.column.at'),
        width: 200,
        value: (row) => row.at,
        text: (row) => new Date(row.at).toISOString(),
        cell: (row) => <Time at={row.at} />,
      },
      {
        id: 'act',
        header: t('log.column.act'),
        width: 160,
        grow: true,
        value: (row) => actName(row.act),
        filter: {
          active: filter.act !== null,
          control: (
            <NativeSelect
              label={t('log.column.act')}
              value={filter.act ?? ''}
              onChange={(event) => onFilter({ ...filter, act: event.currentTarget.value || null })}
              data={[everything, ...ACTS.map((act) => ({ value: act, label: actName(act) }))]}
              data-autofocus
            />
          ),
        },
      },
      {
        id: 'outcome',
        header: t('log.column.outcome'),
        width: 96,
        value: (row) => t(`log.outcome.${row.outcome}`),
        cell: (row) => <Toned tone={toneOf(row.outcome)}>{t(`log.outcome.${row.outcome}`)}</Toned>,
      },
      {
        id: 'actor',
        header: t('log.column.actor'),
        width: 152,
        value: (row) => nameOf(row.actor),
        filter: {
          active: filter.actor !== null,
          control: (
            <NativeSelect
              label={t('log.column.actor')}
              value={filter.actor ?? ''}
              onChange={(event) => onFilter({ ...filter, actor: event.currentTarget.value || null })}
              data={[
                everything,
                ...(people ?? []).map(({ username, displayName }) => ({
                  value: username,
                  label: `${displayName} · ${username}`,
                })),
              ]}
              data-autofocus
            />
          ),
        },
      },
      { id: 'witness', header: t('role.witness'), width: 152, value: (row) => nameOf(row.witness) },
    ];
  }, [t, known, filter, onFilter, people, nameAndAccount]);
}
