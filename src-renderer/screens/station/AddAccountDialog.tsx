import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Account, type CallOutput, ROLES, type Role } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { Ceremony, type CeremonyState, NO_CEREMONY } from '../../components/ceremony/Ceremony.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ChoiceField, FormActions } from '../../components/form/fields.tsx';
import { EMPTY_PERSON, PersonFields, passwordsAgree } from '../../components/form/PersonFields.tsx';
import { useForm } from '../../components/form/useForm.ts';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { addNeedsCeremony, holdsEvidenceKey } from './evidenceKey.ts';
import styles from './StationScreen.module.css';

interface Props {
  readonly accounts: readonly Account[];
  readonly onClose: () => void;
  readonly onDone: (enrolment: CallOutput<'user.add'>) => void;
}

const INITIAL = { ...EMPTY_PERSON, role: 'operator' as Role };

export function AddAccountDialog({ accounts, onClose, onDone }: Props): ReactNode {
  const t = useMessages();
  const [way, setWay] = useState<CeremonyState & { readonly asking: boolean }>({ asking: false, ...NO_CEREMONY });
  const form = useForm({
    call: 'user.add',
    draft: 'account.add',
    initial: INITIAL,
    secret: ['password', 'passwordAgain'],
    toInput: ({ passwordAgain: _again, ...values }) => ({ ...values, ceremonyId: way.ceremony?.id ?? null }),
    alsoCheck: passwordsAgree,
  });
  const { role, username, displayName } = form.values;
  const needsCeremony = addNeedsCeremony(role, accounts);

  async function add(): Promise<void> {
    const made = await form.submit();
    if (made) onDone(made);
  }

  return (
    <Dialog onClose={onClose} width={way.asking ? 960 : 780} title={t('account.add')} closeOutside={false}>
      {way.asking ? (
        <div className={styles.form}>
          {form.error && <ErrorMessage error={form.error} />}
          <Ceremony
            act="user.add"
            parameters={{ username, displayName: displayName.trim(), role }}
            describe={(signed) => [
              { label: t('account.username'), value: signed.username },
              { label: t('account.displayName'), value: signed.displayName },
              { label: t('account.role'), value: t(`role.${signed.role}`) },
            ]}
            state={way}
            onChange={(next) => setWay({ asking: true, ...next })}
            mayWitness={holdsEvidenceKey}
            goLabel={t('account.add')}
            goBusy={form.busy}
            onGo={() => void add()}
          />
          {way.ceremony === null && (
            <FormActions>
              <Button variant="default" onClick={() => setWay({ asking: false, ...NO_CEREMONY })}>
                {t('action.back')}
              </Button>
            </FormActions>
          )}
        </div>
      ) : (
        <form
          noValidate
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!needsCeremony) void add();
            else if (form.check()) setWay({ asking: true, ...NO_CEREMONY });
          }}
        >
          <ChoiceField
            form={form}
            name="role"
            label={t('account.role')}
            hint={t(`account.role.${role}.hint`)}
            required
            choices={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          />
          <PersonFields form={form} />
          {needsCeremony && <Message tone="note">{t('account.needsCeremony')}</Message>}
          {form.error && <ErrorMessage error={form.error} />}
          <FormActions>
            <Button type="submit" loading={form.busy}>
              {t(needsCeremony ? 'action.next' : 'account.add')}
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
