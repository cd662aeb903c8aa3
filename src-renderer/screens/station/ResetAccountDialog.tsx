import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Account, CallOutput } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { Ceremony, type CeremonyState, NO_CEREMONY } from '../../components/ceremony/Ceremony.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FieldRow, FormActions, SecretField } from '../../components/form/fields.tsx';
import { passwordsAgree } from '../../components/form/PersonFields.tsx';
import { useForm } from '../../components/form/useForm.ts';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { holdsEvidenceKey } from './evidenceKey.ts';
import styles from './StationScreen.module.css';

interface Props {
  readonly account: Account;
  readonly accounts: readonly Account[];
  readonly onClose: () => void;
  readonly onDone: (enrolment: CallOutput<'user.reset'>) => void;
}

const INITIAL = { password: '', passwordAgain: '' };

export function ResetAccountDialog({ account, accounts, onClose, onDone }: Props): ReactNode {
  const t = useMessages();
  const [way, setWay] = useState<CeremonyState & { readonly asking: boolean }>({ asking: false, ...NO_CEREMONY });
  const { username } = account;
  const form = useForm({
    call: 'user.reset',
    draft: `account.reset ${username}`,
    initial: INITIAL,
    secret: ['password', 'passwordAgain'],
    toInput: ({ password }) => ({ username, password, ceremonyId: way.ceremony?.id ?? null }),
    alsoCheck: passwordsAgree,
  });
  const needsCeremony = account.holdsEvidenceKey;
  const name = `${account.displayName} · ${username}`;
  const canAgree = accounts.some((each) => holdsEvidenceKey(each) && each.username !== username);

  async function reset(): Promise<void> {
    const made = await form.submit();
    if (made) onDone(made);
  }

  return (
    <Dialog
      onClose={onClose}
      width={way.asking ? 960 : 620}
      title={t('account.reset.title', { name })}
      closeOutside={false}
    >
      {way.asking ? (
        <div className={styles.form}>
          {form.error && <ErrorMessage error={form.error} />}
          <Ceremony
            act="user.reset"
            parameters={{ username }}
            describe={(signed) => [{ label: t('account.username'), value: signed.username }]}
            state={way}
            onChange={(next) => setWay({ asking: true, ...next })}
            mayWitness={(each) => holdsEvidenceKey(each) && each.username !== username}
            goLabel={t('account.reset')}
            goBusy={form.busy}
            onGo={() => void reset()}
          />
        </div>
      ) : (
        <form
          noValidate
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!needsCeremony) void reset();
            else if (form.check()) setWay({ asking: true, ...NO_CEREMONY });
          }}
        >
          <p>{t('account.reset.consequence')}</p>
          <FieldRow>
            <SecretField
              form={form}
              name="password"
              label={t('password.next')}
              hint={t('password.hint')}
              required
              isNew
            />
            <SecretField form={form} name="passwordAgain" label={t('password.again')} required isNew />
          </FieldRow>
          {needsCeremony && (
            <Message tone={canAgree ? 'note' : 'attention'}>
              {t(canAgree ? 'account.needsCeremony' : 'account.reset.nobody')}
            </Message>
          )}
          {form.error && <ErrorMessage error={form.error} />}
          <FormActions>
            <Button type="submit" loading={form.busy} disabled={needsCeremony && !canAgree}>
              {t(needsCeremony ? 'action.next' : 'account.reset')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('action.notNow')}
            </Button>
          </FormActions>
        </form>
      )}
    </Dialog>
  );
}
