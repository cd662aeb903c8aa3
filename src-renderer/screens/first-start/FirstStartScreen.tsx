/** No station in this folder yet: make one, with its first administrator, and show that person's second factor. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../src-preload/contract/index.ts';
import { Gate } from '../../app/Gate.tsx';
import { useMessages } from '../../app/messages.ts';
import { link } from '../../app/router.ts';
import { refreshSession, useStation } from '../../app/session.ts';
import { makeStore, useStore } from '../../app/store.ts';
import { Enrolment } from '../../components/Enrolment.tsx';
import { FieldGroup, FieldRow, FormActions, TextField } from '../../components/form/fields.tsx';
import { EMPTY_PERSON, PersonFields, passwordsAgree } from '../../components/form/PersonFields.tsx';
import { useForm } from '../../components/form/useForm.ts';
import { ErrorMessage } from '../../components/Message.tsx';
import styles from './FirstStartScreen.module.css';

/** Outlives the station's change of state: the secret is shown until it was confirmed to be kept. */
export const firstEnrolment = makeStore<CallOutput<'station.init'> | null>(null);

const INITIAL = { name: '', organisation: '', ...EMPTY_PERSON };

export function FirstStartScreen(): ReactNode {
  const t = useMessages();
  const { home } = useStation();
  const enrolment = useStore(firstEnrolment);
  const form = useForm({
    call: 'station.init',
    draft: 'first-start',
    initial: INITIAL,
    secret: ['password', 'passwordAgain'],
    toInput: ({ name, organisation, passwordAgain: _again, ...administrator }) => ({
      name,
      organisation,
      administrator,
    }),
    alsoCheck: passwordsAgree,
  });

  async function submit(event: React.SubmitEvent): Promise<void> {
    event.preventDefault();
    const made = await form.submit();
    if (made) firstEnrolment.set(made);
  }

  return (
    <Gate>
      <div className={styles.box}>
        {enrolment ? (
          <>
            <h1 className={styles.title}>{t('enrolment.title', { username: enrolment.username })}</h1>
            <Enrolment
              enrolment={enrolment}
              doneLabel={t('firstStart.toSignIn')}
              onDone={() => void refreshSession().then(() => firstEnrolment.set(null))}
            />
          </>
        ) : (
          <form className={styles.form} onSubmit={(event) => void submit(event)}>
            <header>
              <h1>{t('firstStart.title')}</h1>
              <p className="dim">{t('firstStart.lead')}</p>
              <p className="dim small breakable">{t('firstStart.home', { home })}</p>
            </header>
            <FieldGroup title={t('firstStart.station')}>
              <FieldRow>
                <TextField form={form} name="name" label={t('station.name')} hint={t('station.name.hint')} required />
                <TextField
                  form={form}
                  name="organisation"
                  label={t('station.organisation')}
                  hint={t('station.organisation.hint')}
                  required
                />
              </FieldRow>
            </FieldGroup>
            <FieldGroup title={t('firstStart.administrator')}>
              <p className="dim">{t('firstStart.administrator.hint')}</p>
              <PersonFields form={form} />
            </FieldGroup>
            {form.error && <ErrorMessage error={form.error} />}
            <FormActions>
              <Button type="submit" loading={form.busy}>
                {t('firstStart.button')}
              </Button>
              <a href={link('verify')}>{t('signIn.verify')}</a>
            </FormActions>
          </form>
        )}
      </div>
    </Gate>
  );
}
