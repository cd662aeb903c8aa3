/** The accounts of the station, for those who keep or audit them. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { Account, CallOutput } from '../../../src-preload/contract/index.ts';
import { mayCall } from '../../app/access.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../app/useCall.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FormActions } from '../../components/form/fields.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { EvidenceTable } from '../../components/table/EvidenceTable.tsx';
import { AccountFacts } from './AccountFacts.tsx';
import styles from './AccountsPage.module.css';
import { AddAccountDialog } from './AddAccountDialog.tsx';
import { accountColumns } from './accountColumns.tsx';
import { EnrolmentDialog } from './EnrolmentDialog.tsx';
import { ResetAccountDialog } from './ResetAccountDialog.tsx';

const NO_ACCOUNTS: readonly Account[] = [];
type Open = 'add' | 'reset' | 'disable' | null;

export function AccountsPage(): ReactNode {
  const t = useMessages();
  const { role, username } = useSession();
  const accounts = useCall('user.list', {});
  const [selected, setSelected] = useState<string | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const [enrolment, setEnrolment] = useState<CallOutput<'user.add'> | null>(null);
  const columns = useMemo(() => accountColumns(t), [t]);
  const all = accounts.value ?? NO_ACCOUNTS;
  const chosen = all.find((account) => account.username === selected) ?? null;
  const keeps = mayCall(role, 'user.add');

  function done(made: CallOutput<'user.add'> | null): void {
    setOpen(null);
    setEnrolment(made);
    accounts.reload();
  }

  return (
    <>
      {accounts.error && <ErrorMessage error={accounts.error} onRetry={accounts.reload} />}
      {keeps && (
        <FormActions>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('add')}>
            {t('account.add')}
          </Button>
          {chosen?.state === 'active' && (
            <>
              <Button variant="default" onClick={() => setOpen('reset')}>
                {t('account.reset')}
              </Button>
              {chosen.username !== username && (
                <Button variant="default" onClick={() => setOpen('disable')}>
                  {t('account.disable')}
                </Button>
              )}
            </>
          )}
        </FormActions>
      )}
      <div className={styles.columns}>
        <EvidenceTable
          name="accounts"
          label={t('station.page.accounts')}
          columns={columns}
          rows={all}
          idOf={(row) => row.username}
          selectedId={selected}
          onSelect={(row) => setSelected(row?.username ?? null)}
          empty={<EmptyState title={accounts.loading ? t('state.loading') : t('state.failed')} />}
        />
        {chosen && <AccountFacts account={chosen} onClose={() => setSelected(null)} />}
      </div>
      {open === 'add' && <AddAccountDialog accounts={all} onClose={() => setOpen(null)} onDone={done} />}
      {open === 'reset' && chosen && (
        <ResetAccountDialog account={chosen} accounts={all} onClose={() => setOpen(null)} onDone={done} />
      )}
      {open === 'disable' && chosen && (
        <ReasonDialog
          title={t('account.disable.title', { name: chosen.displayName, username: chosen.username })}
          consequence={t('account.disable.consequence')}
          actLabel={t('account.disable')}
          draft={`account.disable ${chosen.username}`}
          onAct={(reason) => call('user.disable', { username: chosen.username, reason })}
          onDone={() => done(null)}
          onClose={() => setOpen(null)}
        />
      )}
      {enrolment && <EnrolmentDialog enrolment={enrolment} onDone={() => setEnrolment(null)} />}
    </>
  );
}
