/** Signing in: account, password, one-time code. The way to verifying stays open for those who have no account. */
import { Button, TextInput } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { StationStatus } from '../../../src-preload/contract/index.ts';
import { call } from '../../app/engine.ts';
import { Gate } from '../../app/Gate.tsx';
import { useMessages } from '../../app/messages.ts';
import { link } from '../../app/router.ts';
import { refreshSession } from '../../app/session.ts';
import { useAction } from '../../app/useCall.ts';
import { CodeField } from '../../components/form/CodeField.tsx';
import { SecretInput } from '../../components/form/SecretInput.tsx';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import styles from './SignInScreen.module.css';

export function SignInScreen({ station }: { readonly station: StationStatus }): ReactNode {
  const t = useMessages();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const signIn = useAction(async () => {
    await call('session.signIn', { username: username.trim(), password, code });
    await refreshSession();
  });

  async function submit(event: React.SubmitEvent): Promise<void> {
    event.preventDefault();
    const done = await signIn.run();
    // A code counts once, right or wrong: the next try needs the next one.
    setCode('');
    if (done === null) form.current?.querySelector<HTMLInputElement>('[name=code]')?.focus();
  }

  return (
    <Gate>
      <div className={styles.box}>
        <header>
          <h1>{station.name ?? t('app.name')}</h1>
          <p className="dim">
            {station.organisation}
            {station.serial !== null && ` · ${t('station.serialIs', { serial: station.serial })}`}
          </p>
        </header>
        {station.demo && <Message tone="attention">{t('signIn.demo')}</Message>}
        {station.clockBehindMs > 0 && (
          <Message tone="attention">
            {t('signIn.clockBehind', { seconds: Math.ceil(station.clockBehindMs / 1000) })}
          </Message>
        )}
        <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)}>
          <TextInput
            label={t('signIn.username')}
            withAsterisk
            autoFocus
            autoComplete="username"
            spellCheck={false}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <SecretInput
            label={t('password.label')}
            withAsterisk
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <CodeField value={code} onChange={setCode} />
          {signIn.error && <ErrorMessage error={signIn.error} onClose={signIn.clear} />}
          <Button type="submit" loading={signIn.busy} disabled={!username || !password || code.length !== 6}>
            {t('signIn.button')}
          </Button>
        </form>
        <footer className={styles.footer}>
          <a href={link('verify')}>
            <IconCertificate size={16} aria-hidden /> {t('signIn.verify')}
          </a>
          <span className="dim">{t('station.versionIs', { version: station.version })}</span>
        </footer>
      </div>
    </Gate>
  );
}
