/** A new second factor, shown once: a QR code for an authenticator and the secret to type by hand. */
import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { encode } from 'uqr';
import type { CallOutput } from '../../src-preload/contract/index.ts';
import { useMessages } from '../app/messages.ts';
import { CopyButton } from './CopyButton.tsx';
import styles from './Enrolment.module.css';
import { Message } from './Message.tsx';

interface Props {
  readonly enrolment: CallOutput<'user.add'>;
  readonly doneLabel: string;
  readonly onDone: () => void;
}

export function Enrolment({ enrolment, doneLabel, onDone }: Props): ReactNode {
  const t = useMessages();
  const [kept, setKept] = useState(false);
  return (
    <div className={styles.enrolment}>
      <Message tone="attention">{t('enrolment.once')}</Message>
      <div className={styles.parts}>
        <Qr text={enrolment.totpUri} label={t('enrolment.qr', { username: enrolment.username })} />
        <div className={styles.secret}>
          <p>{t('enrolment.scan')}</p>
          <p className="dim">{t('enrolment.byHand')}</p>
          <p className={styles.code}>
            <code>{enrolment.totpSecret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            <CopyButton text={enrolment.totpSecret} what={t('enrolment.secret')} />
          </p>
          <p className="dim small">{t('enrolment.kind')}</p>
        </div>
      </div>
      <Checkbox checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} label={t('enrolment.kept')} />
      <div>
        <Button disabled={!kept} onClick={onDone}>
          {doneLabel}
        </Button>
      </div>
    </div>
  );
}

/** Dark on light in both themes: readers of QR codes expect it. */
function Qr({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
