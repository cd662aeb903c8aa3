/** One entry: who, what, when; the text that its leaf hash covers; its proof of inclusion. */
import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { LogEntry } from '../../../src-preload/contract/index.ts';
import { type KeyBinding, useKeys } from '../../app/keys.ts';
import { useMessages, useOptionalMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import { useCall } from '../../app/useCall.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { Inspector, InspectorSection } from '../../components/Inspector.tsx';
import { ErrorMessage } from '../../components/Message.tsx';
import { Time } from '../../components/Time.tsx';
import styles from './LogInspector.module.css';

interface Props {
  readonly index: number;
  /** The entry where the list already has it. Asking for a proof may sign a checkpoint: only done when asked for. */
  readonly listed: LogEntry | null;
  readonly onClose: () => void;
}

export function LogInspector({ index, listed, onClose }: Props): ReactNode {
  const t = useMessages();
  const known = useOptionalMessages();
  const [proofShown, setProofShown] = useState(false);
  const answer = useCall('log.proof', listed === null || proofShown ? { index } : null);
  const bindings = useMemo<readonly KeyBinding[]>(
    () => [{ key: 'p', label: 'key.proof', run: () => setProofShown((last) => !last) }],
    [],
  );
  useKeys(bindings);
  const { nameAndAccount } = usePersonNames();
  const nameOf = (username: string | null): string => (username === null ? t('log.nobody') : nameAndAccount(username));
  const entry = listed ?? answer.value?.entry;
  return (
    <Inspector title={t('log.entryNumber', { index })} onClose={onClose}>
      {answer.error && (
        <InspectorSection title={t('state.failed')}>
          <ErrorMessage error={answer.error} onRetry={answer.reload} />
        </InspectorSection>
      )}
      {entry && (
        <>
          <InspectorSection title={known(`log.act.${entry.act}`) ?? entry.act}>
            <Facts
              facts={[
                { label: t('log.column.outcome'), value: t(`log.outcome.${entry.outcome}`) },
                { label: t('log.column.actor'), value: nameOf(entry.actor) },
                { label: t('role.witness'), value: nameOf(entry.witness) },
                { label: t('log.column.at'), value: <Time at={entry.at} /> },
                { label: t('time.utc'), value: new Date(entry.at).toISOString() },
                { label: t('log.column.act'), value: <code>{entry.act}</code> },
              ]}
            />
          </InspectorSection>
          <InspectorSection title={t('log.leafHash')}>
            <Hash algorithm="sha256" value={entry.leafHash} />
          </InspectorSection>
          <InspectorSection title={t('log.text')}>
            <Quoted text={entry.text} what={t('log.text')} shown={indented(entry.text)} />
          </InspectorSection>
          <InspectorSection title={t('log.proof')}>
            <p className="dim">{t('log.proof.what')}</p>
            <div>
              <Button variant="default" aria-expanded={proofShown} onClick={() => setProofShown(!proofShown)}>
                {t(proofShown ? 'log.proof.hide' : 'log.proof.show')}
              </Button>
            </div>
            {proofShown && answer.value && (
              <Quoted text={answer.value.proof} what={t('log.proof')} shown={answer.value.proof} />
            )}
          </InspectorSection>
        </>
      )}
    </Inspector>
  );
}

/** What is copied is the exact text; what is shown may be broken into lines. */
function Quoted({
  text,
  what,
  shown,
}: {
  readonly text: string;
  readonly what: string;
  readonly shown: string;
}): ReactNode {
  return (
    <div className={styles.quoted}>
      <pre className="breakable">{shown}</pre>
      <CopyButton text={text} what={what} />
    </div>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
