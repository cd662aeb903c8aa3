import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useMessages } from '../../app/messages.ts';
import { useSession } from '../../app/session.ts';
import { CodeField } from '../../components/form/CodeField.tsx';
import { FormPage } from '../../components/form/FormPage.tsx';
import { FormActions, SecretField } from '../../components/form/fields.tsx';
import { useForm } from '../../components/form/useForm.ts';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import styles from './StationScreen.module.css';

const INITIAL = { current: '', code: '', next: '', nextAgain: '' };

export function PasswordPage(): ReactNode {
  const t = useMessages();
  const { username } = useSession();
  const [changed, setChanged] = useState(false);
  const form = useForm({
    call: 'user.changePassword',
    draft: `password ${username}`,
    initial: INITIAL,
    secret: ['current', 'code', 'next', 'nextAgain'],
    toInput: ({ current, code, next }) => ({ current, code, next }),
    alsoCheck: ({ next, nextAgain }) => (next === nextAgain ? {} : { nextAgain: 'field.passwordsDiffer' }),
  });
  const codeError = form.errorOf('code');
  return (
    <>
      {changed && (
        <Message tone="note" onClose={() => setChanged(false)}>
          {t('password.changed')}
        </Message>
      )}
      <FormPage
        onSubmit={async () => {
          setChanged(false);
          setChanged((await form.submit()) !== null);
        }}
      >
        <div className={`${styles.form} ${styles.narrow}`}>
          <SecretField form={form} name="current" label={t('password.current')} required />
          <CodeField
            value={form.values.code}
            onChange={(code) => form.set({ code })}
            error={codeError && t(codeError)}
          />
          <SecretField form={form} name="next" label={t('password.next')} hint={t('password.hint')} required isNew />
          <SecretField form={form} name="nextAgain" label={t('password.again')} required isNew />
          {form.error && <ErrorMessage error={form.error} />}
          <FormActions>
            <Button type="submit" loading={form.busy}>
              {t('password.change')}
            </Button>
          </FormActions>
        </div>
      </FormPage>
    </>
  );
}
