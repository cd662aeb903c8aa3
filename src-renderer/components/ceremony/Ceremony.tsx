/**
 * Dual control on the screen: the exact parameters above both people, in plain words and as the digest that both sign;
 * operator left, witness right, each with own fields and own state. What it shows is read from the signed text itself,
 * not from what the screen believes it sent. The engine decides; this only asks and shows.
 */
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import {
  type Account,
  type Act,
  type ActParameters,
  actParameters,
  type Ceremony as Dual,
  type Side,
} from '../../../src-preload/contract/index.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { useShowWitness } from '../../app/present.ts';
import { useSession } from '../../app/session.ts';
import { useAction, useCall } from '../../app/useCall.ts';
import { DangerButton } from '../DangerButton.tsx';
import { type Fact, Facts } from '../Facts.tsx';
import { Hash } from '../Hash.tsx';
import { ErrorMessage, Message } from '../Message.tsx';
import styles from './Ceremony.module.css';
import { CeremonySide } from './CeremonySide.tsx';
import { Countdown } from './Countdown.tsx';

/** What a wizard keeps of a ceremony while it goes on. Halves of a passphrase are not among it. */
export interface CeremonyState {
  readonly ceremony: Dual | null;
  /** Who confirmed to have written down their half. */
  readonly noted: readonly Side[];
}

export const NO_CEREMONY: CeremonyState = { ceremony: null, noted: [] };

interface Props<A extends Act> {
  readonly act: A;
  readonly parameters: ActParameters[A];
  /** The signed parameters in plain words. */
  readonly describe: (parameters: ActParameters[A]) => readonly Fact[];
  readonly state: CeremonyState;
  readonly onChange: (state: CeremonyState) => void;
  /** Whom the operator may ask. The engine's own rule decides in the end. */
  readonly mayWitness: (account: Account) => boolean;
  /** Each proof brings half of a passphrase that must be written down before it goes on. */
  readonly withHalves?: boolean;
  readonly goLabel: string;
  readonly goBusy?: boolean;
  readonly onGo: (ceremony: Dual) => void;
}

export function Ceremony<A extends Act>(props: Props<A>): ReactNode {
  const t = useMessages();
  const { ceremony } = props.state;
  const open = useAction(async () => {
    const opened = await call('ceremony.open', { act: props.act, parameters: { ...props.parameters } });
    props.onChange({ ceremony: opened, noted: [] });
  });
  useShowWitness(ceremony?.witness ?? null);

  if (ceremony === null)
    return (
      <div className={styles.start}>
        <h2>{t('ceremony.start.title')}</h2>
        <p>{t('ceremony.start.what')}</p>
        {open.error && <ErrorMessage error={open.error} onClose={open.clear} />}
        <div>
          <Button loading={open.busy} onClick={() => void open.run()}>
            {t('ceremony.start.button')}
          </Button>
        </div>
      </div>
    );
  return <OpenCeremony key={ceremony.id} {...props} ceremony={ceremony} />;
}

function OpenCeremony<A extends Act>({
  act,
  ceremony,
  describe,
  state,
  onChange,
  mayWitness,
  withHalves = false,
  goLabel,
  goBusy = false,
  onGo,
}: Props<A> & { readonly ceremony: Dual }): ReactNode {
  const t = useMessages();
  const session = useSession();
  const accounts = useCall('user.list', {});
  const [halves, setHalves] = useState<Readonly<Partial<Record<Side, string>>>>({});
  const signed = signedParameters(act, ceremony);
  // Parameters that cannot be read cannot be agreed to.
  const facts = signed && describe(signed);
  const over = ceremony.state === 'refused' || ceremony.state === 'expired' || ceremony.state === 'used';
  const halfLost = (['operator', 'witness'] as const).find(
    (side) =>
      withHalves && ceremony[side].state === 'proven' && halves[side] === undefined && !state.noted.includes(side),
  );
  const allNoted = !withHalves || state.noted.length === 2;

  function replace(next: Dual): void {
    onChange({ ...state, ceremony: next });
  }

  function expire(): void {
    call('ceremony.get', { id: ceremony.id }).then(replace, () => replace({ ...ceremony, state: 'expired' }));
  }

  function noted(side: Side): void {
    setHalves(({ [side]: _shown, ...rest }) => rest);
    onChange({ ...state, noted: [...state.noted, side] });
  }

  const witnesses = (accounts.value ?? []).filter(
    (account) => account.state === 'active' && account.username !== session.username && mayWitness(account),
  );
  const common = { ceremony, closed: over || facts === null || halfLost !== undefined, onChanged: replace };
  return (
    <div className={styles.ceremony}>
      <section className={styles.parameters} aria-label={t('ceremony.parameters')}>
        <header className={styles.header}>
          <h2>{t(`ceremony.act.${ceremony.act}`)}</h2>
          {!over && <Countdown until={ceremony.expiresAt} onOver={expire} />}
        </header>
        {facts === null ? <Message tone="failure">{t('ceremony.unreadable')}</Message> : <Facts facts={facts} wide />}
        <Hash algorithm="sha256" value={ceremony.digest} />
        <details className={styles.signed}>
          <summary>{t('ceremony.signedText')}</summary>
          <pre className="breakable">{ceremony.parametersText}</pre>
        </details>
      </section>

      {accounts.error && <ErrorMessage error={accounts.error} onRetry={accounts.reload} />}
      <div className={styles.sides}>
        <CeremonySide
          {...common}
          side="operator"
          who={[{ username: session.username, displayName: session.displayName, role: session.role }]}
          half={halves.operator ?? null}
          onHalf={(half) => setHalves((last) => ({ ...last, operator: half }))}
          onNoted={() => noted('operator')}
        />
        <CeremonySide
          {...common}
          side="witness"
          who={witnesses}
          half={halves.witness ?? null}
          onHalf={(half) => setHalves((last) => ({ ...last, witness: half }))}
          onNoted={() => noted('witness')}
        />
      </div>

      {halfLost !== undefined && (
        <Message tone="attention" title={t('ceremony.halfLost.title')}>
          {t('ceremony.halfLost.what')}
        </Message>
      )}
      {over && ceremony.state !== 'used' && (
        <Message tone={ceremony.state === 'refused' ? 'failure' : 'attention'}>
          {t(`ceremony.over.${ceremony.state === 'refused' ? 'refused' : 'expired'}`)}
        </Message>
      )}
      <footer className={styles.footer}>
        <DangerButton
          disabled={ceremony.state !== 'proven' || !allNoted || halfLost !== undefined || facts === null}
          loading={goBusy}
          leftSection={<IconArrowRight size={16} />}
          onClick={() => onGo(ceremony)}
        >
          {goLabel}
        </DangerButton>
        {(over || halfLost !== undefined || facts === null) && (
          <Button variant="default" onClick={() => onChange(NO_CEREMONY)}>
            {t('ceremony.again')}
          </Button>
        )}
        {!over && ceremony.state !== 'proven' && <span className="dim">{t('ceremony.closedUntilProven')}</span>}
        {ceremony.state === 'proven' && !allNoted && <span className="dim">{t('ceremony.closedUntilNoted')}</span>}
      </footer>
    </div>
  );
}

function signedParameters<A extends Act>(act: A, ceremony: Dual): ActParameters[A] | null {
  if (ceremony.act !== act) return null;
  try {
    const read = actParameters[act].safeParse(JSON.parse(ceremony.parametersText));
    return read.success ? (read.data as ActParameters[A]) : null;
  } catch {
    return null;
  }
}
