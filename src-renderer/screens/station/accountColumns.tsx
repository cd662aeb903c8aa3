import type { Account } from '../../../src-preload/contract/index.ts';
import type { Translate } from '../../app/messages.ts';
import { Time } from '../../components/Time.tsx';
import type { Column } from '../../components/table/columns.ts';

export function accountColumns(t: Translate): readonly Column<Account>[] {
  return [
    { id: 'username', header: t('account.username'), width: 132, value: (row) => row.username },
    { id: 'displayName', header: t('account.displayName'), width: 140, grow: true, value: (row) => row.displayName },
    { id: 'role', header: t('account.role'), width: 140, value: (row) => t(`role.${row.role}`) },
    { id: 'state', header: t('account.state'), width: 96, value: (row) => t(`account.state.${row.state}`) },
    {
      id: 'lastSignInAt',
      header: t('account.lastSignInAt'),
      width: 200,
      value: (row) => row.lastSignInAt,
      text: (row) => (row.lastSignInAt === null ? '' : new Date(row.lastSignInAt).toISOString()),
      cell: (row) =>
        row.lastSignInAt === null ? (
          <span className="dim">{t('account.neverSignedIn')}</span>
        ) : (
          <Time at={row.lastSignInAt} />
        ),
    },
  ];
}
