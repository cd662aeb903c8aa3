import { Button, NativeSelect, Textarea } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Account, Ceremony, Side } from '../../../src-preload/contract/index.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { useAction } from '../../app/useCall.ts';
import { CodeField } from '../form/CodeField.tsx';
import { FieldRow } from '../form/fields.tsx';
import { SecretInput } from '../form/SecretInput.tsx';
import { ErrorMessage } from '../Message.tsx';
import { Time } from '../Time.tsx';
import styles from './Ceremony.module.css';
import { PassphraseHalf } from './PassphraseHalf.tsx';

type Person = Pick<Account, 'username' | 'displayName' | 'role'>;

interface Props {
  readonly ceremony: Ceremony;
  readonly side: Side;
  /** Who may prove here: the operator alone on the left, those the operator may ask on the right. */
  readonly who: readonly Person[];
  /** Nothing can be proven or refused any more. */
  readonly closed: boolean;
  readonly half: string | null;
  readonly onHalf: (half: string) => void;
  readonly onNoted: () => void;
  readonly onChanged: (ceremony: Ceremony) => void;
}

export function CeremonySide(props: Props): ReactNode {
  const { ceremony, side, closed, half, onNoted } = props;
  const t = useMessages();
  const state = ceremony[side];
  return (
    <section className={styles.side} data-state={state.state} aria-label={t(`ceremony.side.${side}`)}>
      <header className={styles.header}>
        <h2>{t(`ceremony.side.${side}`)}</h2>
        <SideState state={state.state} />
      </header>
      {state.state === 'waiting' && (closed ? null : <Proof {...props} />)}
      {state.state !== 'waiting' && (
        <p>
          {state.displayName} {state.role && `· ${t(`role.${state.role}`)}`} · <Time at={state.at} />
        </p>
      )}
      {half !== null && <PassphraseHalf half={half} side={side} onNoted={onNoted} />}
    </section>
  );
}

function SideState({ state }: { readonly state: Ceremony['operator']['state'] }): ReactNode {
  const t = useMessages();
  const Sign = state === 'proven' ? IconCheck : IconX;
  return (
    <span className={styles.sideState} data-state={state}>
      {state !== 'waiting' && <Sign size={16} stroke={2.4} aria-hidden />}
      {t(`ceremony.side.${state}`)}
    </span>
  );
}

/** Password and one-time code of this side's person. Enter proves: it acts on nothing yet. */
function Proof({ ceremony, side, who, onHalf, onChanged }: Props): ReactNode {
  const t = useMessages();
  const [chosen, setChosen] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const username = side === 'operator' ? (who[0]?.username ?? '') : chosen;
  const prove = useAction(async () => {
    const answer = await call('ceremony.prove', { id: ceremony.id, side, username, password, code });
    if (answer.passphraseHalf !== null) onHalf(answer.passphraseHalf);
    onChanged(answer.ceremony);
  });

  async function submit(event: React.SubmitEvent): Promise<void> {
    event.preventDefault();
    await prove.run();
    setPassword('');
    setCode('');
  }

  return (
    <form className={styles.proof} onSubmit={(event) => void submit(event)}>
      {side === 'operator' ? (
        <p>
          <strong>{who[0]?.displayName}</strong> {who[0] && <span className="dim">{t(`role.${who[0].role}`)}</span>}
        </p>
      ) : (
        <NativeSelect
          label={t('ceremony.witness.account')}
          withAsterisk
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: '', label: t('ceremony.witness.choose') },
            ...who.map((person) => ({
              value: person.username,
              label: `${person.displayName} · ${t(`role.${person.role}`)}`,
            })),
          ]}
        />
      )}
      <FieldRow>
        <SecretInput
          label={t('password.label')}
          withAsterisk
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <CodeField value={code} onChange={setCode} />
      </FieldRow>
      {prove.error && <ErrorMessage error={prove.error} onClose={prove.clear} />}
      <div className={styles.buttons}>
        <Button type="submit" loading={prove.busy} disabled={!username || !password || code.length !== 6}>
          {t('ceremony.prove')}
        </Button>
        <Refusal ceremony={ceremony} side={side} onChanged={onChanged} />
      </div>
    </form>
  );
}

/** Refusing takes one reason and one press: as easy as agreeing. */
function Refusal({ ceremony, side, onChanged }: Pick<Props, 'ceremony' | 'side' | 'onChanged'>): ReactNode {
  const t = useMessages();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const refuse = useAction(async () => onChanged(await call('ceremony.refuse', { id: ceremony.id, side, reason })));
  if (!asking)
    return (
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('ceremony.refuse')}
      </Button>
    );
  return (
    <div className={styles.refusal}>
      <Textarea
        label={t('ceremony.refuse.reason')}
        withAsterisk
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refuse.error && <ErrorMessage error={refuse.error} onClose={refuse.clear} />}
      <div className={styles.buttons}>
        <Button
          color="red"
          variant="outline"
          loading={refuse.busy}
          disabled={reason.trim() === ''}
          onClick={() => void refuse.run()}
        >
          {t('ceremony.refuse.yes')}
        </Button>
        <Button variant="default" onClick={() => setAsking(false)}>
          {t('action.back')}
        </Button>
      </div>
    </div>
  );
}
