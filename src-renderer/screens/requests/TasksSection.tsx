/** Clocked steps: whose they are, until when, and how they ended. */
import { type ReactNode, useMemo } from 'react';
import type { RequestDetail, RequestTask } from '../../../src-preload/contract/index.ts';
import { type Translate, useMessages } from '../../app/messages.ts';
import { type PersonNames, usePersonNames } from '../../app/people.ts';
import { link } from '../../app/router.ts';
import { useSession } from '../../app/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import { Toned } from '../../components/Toned.tsx';
import type { Column } from '../../components/table/columns.ts';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';

export function TasksSection({ detail }: { readonly detail: RequestDetail }): ReactNode {
  const t = useMessages();
  const people = usePersonNames();
  const { role, username } = useSession();
  const { id, tasks, nextSteps } = detail;
  const columns = useMemo(() => {
    const isTheirs = ({ owner, ownerRole }: RequestTask): boolean =>
      owner === null ? ownerRole === role : owner === username;
    const mayDo = (task: RequestTask): boolean => task.doneAt === null && nextSteps.includes('task') && isTheirs(task);
    return taskColumns(t, people, (task) => (mayDo(task) ? link('requests', id, 'task', { task: task.task }) : null));
  }, [t, people, id, nextSteps, role, username]);
  return (
    <Section title={t('request.tasks')}>
      <EvidenceTable
        name="request-tasks"
        label={t('request.tasks')}
        columns={columns}
        rows={tasks}
        idOf={(row) => `${row.path} ${row.task} ${row.openedAt}`}
        maxRows={tasks.length}
        empty={<EmptyState title={t('request.tasks')} />}
      />
    </Section>
  );
}

function taskColumns(
  t: Translate,
  people: PersonNames,
  linkOf: (task: RequestTask) => string | null,
): readonly Column<RequestTask>[] {
  return [
    { id: 'task', header: t('request.task'), width: 200, grow: true, value: (row) => t(`retrieval.task.${row.task}`) },
    { id: 'path', header: t('request.task.path'), width: 120, value: (row) => t(`request.task.path.${row.path}`) },
    {
      id: 'owner',
      header: t('request.task.owner'),
      width: 136,
      value: (row) => (row.owner === null ? t(`role.${row.ownerRole}`) : people.nameOf(row.owner)),
    },
    {
      id: 'dueAt',
      header: t('request.dueAt'),
      width: 216,
      value: (row) => row.dueAt,
      text: (row) => new Date(row.dueAt).toISOString(),
      cell: (row) => (
        <Toned tone={row.overdue ? 'wrong' : null}>
          <Time at={row.dueAt} />
        </Toned>
      ),
    },
    {
      id: 'done',
      header: t('request.task.end'),
      width: 280,
      value: (row) => row.report,
      cell: (row) => {
        const href = linkOf(row);
        if (href !== null) return <a href={href}>{t('request.task.do')}</a>;
        if (row.doneAt === null) return <span className="dim">{t('request.task.open')}</span>;
        return (
          <span title={row.report}>
            {people.nameOf(row.doneBy ?? '')} · {row.report}
          </span>
        );
      },
    },
  ];
}
