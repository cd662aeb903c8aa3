/**
 * 校验: an image, bag, volume, package or log bundle, read again by code that shares nothing with what wrote it.
 * Needs no account: whoever receives a package checks it here.
 */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useDraft } from '../../app/drafts.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { go, link } from '../../app/router.ts';
import type { ScreenProps } from '../../app/screenProps.ts';
import { useAction } from '../../app/useCall.ts';
import { FormPage } from '../../components/form/FormPage.tsx';
import { FormActions } from '../../components/form/fields.tsx';
import { PathField } from '../../components/form/PathField.tsx';
import { SecretInput } from '../../components/form/SecretInput.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Screen } from '../../components/Screen.tsx';
import { ToSignIn } from './ToSignIn.tsx';
import { VerifyJob } from './VerifyJob.tsx';

export function VerifyScreen({ rest }: ScreenProps): ReactNode {
  const [kind, jobId] = rest;
  if (kind === 'job' && jobId !== undefined) return <VerifyJob key={jobId} jobId={jobId} />;
  return <VerifyStart />;
}

const INITIAL = { path: '' };

function VerifyStart(): ReactNode {
  const t = useMessages();
  const draft = useDraft('verify', INITIAL);
  const [passphrase, setPassphrase] = useState('');
  const start = useAction(async () => {
    const { jobId } = await call('verify.start', {
      path: draft.value.path.trim(),
      passphrase: passphrase === '' ? null : passphrase,
    });
    go(link('verify', 'job', jobId));
  });
  return (
    <Screen title={t('verify.title')} lead={t('verify.lead')} back={<ToSignIn />}>
      <FormPage
        onSubmit={async () => {
          await start.run();
        }}
      >
        <PathField
          label={t('verify.path')}
          hint={t('verify.path.hint')}
          what="file"
          orWhat="folder"
          required
          value={draft.value.path}
          onChange={(path) => draft.change({ path })}
        />
        <SecretInput
          label={t('verify.passphrase')}
          description={t('verify.passphrase.hint')}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {start.error && <ErrorMessage error={start.error} onClose={start.clear} />}
        <FormActions>
          <Button type="submit" loading={start.busy} disabled={draft.value.path.trim() === ''}>
            {t('verify.start')}
          </Button>
        </FormActions>
      </FormPage>
    </Screen>
  );
}
