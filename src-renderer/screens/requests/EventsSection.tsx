/** Every step that was taken, in order, each with its entry in the log. */
import { type ReactNode, useMemo } from 'react';
import type { RequestEvent } from '../../../src-preload/contract/index.ts';
import { type Translate, useMessages, useOptionalMessages } from '../../app/messages.ts';
import { type PersonNames, usePersonNames } from '../../app/people.ts';
import { link } from '../../app/router.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import { Toned } from '../../components/Toned.tsx';
import type { Column } from '../../components/table/columns.ts';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';

const ROWS_SHOWN = 14;

export function EventsSection({ events }: { readonly events: readonly RequestEvent[] }): ReactNode {
  const t = useMessages();
  const known = useOptionalMessages();
  const people = usePersonNames();
  const columns = useMemo(() => {
    const decisionOf = ({ decision }: RequestEvent): string =>
      known(`request.decision.${decision}`) ?? known(`retrieval.task.${decision}`) ?? decision;
    return eventColumns(t, people, decisionOf);
  }, [t, known, people]);
  return (
    <Section title={t('request.events')}>
      <EvidenceTable
        name="request-events"
        label={t('request.events')}
        columns={columns}
        rows={events}
        idOf={(row) => String(row.logIndex)}
        maxRows={ROWS_SHOWN}
        empty={<EmptyState title={t('request.events')} />}
      />
    </Section>
  );
}

function eventColumns(
  t: Translate,
  people: PersonNames,
  decisionOf: (event: RequestEvent) => string,
): readonly Column<RequestEvent>[] {
  return [
    {
      id: 'at',
      header: t('log.column.at'),
      width: 200,
      value: (row) => row.at,
      text: (row) => new Date(row.at).toISOString(),
      cell: (row) => <Time at={row.at} />,
    },
    { id: 'step', header: t('request.event.step'), width: 168, value: (row) => t(`retrieval.step.${row.step}`) },
    {
      id: 'decision',
      header: t('request.decision'),
      width: 128,
      value: decisionOf,
      cell: (row) => (
        <Toned tone={row.decision === 'refused' || row.decision === 'rejected' ? 'wrong' : null}>
          {decisionOf(row)}
        </Toned>
      ),
    },
    { id: 'by', header: t('request.event.by'), width: 88, value: (row) => people.nameOf(row.by) },
    {
      id: 'witness',
      header: t('role.witness'),
      width: 88,
      value: (row) => (row.witness === null ? '' : people.nameOf(row.witness)),
    },
    {
      id: 'signed',
      header: t('request.event.signed'),
      width: 88,
      value: (row) => t(row.signature === null ? 'word.no' : 'word.yes'),
    },
    { id: 'note', header: t('request.event.note'), width: 160, grow: true, value: (row) => row.note },
    {
      id: 'log',
      header: t('nav.log'),
      width: 96,
      value: (row) => row.logIndex,
      cell: (row) => <a href={link('log', String(row.logIndex))}>{t('log.entryNumber', { index: row.logIndex })}</a>,
    },
  ];
}
