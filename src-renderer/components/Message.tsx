/** Something to be read: what happened, why, what to do. A failure stays until it is dealt with; details are folded. */
import { CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { EngineError } from '../app/engine.ts';
import { useMessages, useOptionalMessages } from '../app/messages.ts';
import styles from './Message.module.css';

export type Tone = 'failure' | 'attention' | 'note';

const SIGNS = { failure: IconX, attention: IconAlertTriangle, note: IconInfoCircle } as const;

interface Props {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly onClose?: () => void;
}

export function Message({ tone, title, children, actions, onClose }: Props): ReactNode {
  const t = useMessages();
  const Sign = SIGNS[tone];
  return (
    <div className={styles.message} data-tone={tone} role={tone === 'failure' ? 'alert' : undefined}>
      <Sign size={18} stroke={2} aria-hidden className={styles.sign} />
      <div className={styles.body}>
        {title !== undefined && <strong>{title}</strong>}
        {children}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {onClose && <CloseButton size={24} aria-label={t('message.close')} onClick={onClose} />}
    </div>
  );
}

export function useErrorText(): (error: Pick<EngineError, 'code' | 'details'>) => string {
  const t = useMessages();
  const known = useOptionalMessages();
  return ({ code, details }) => known(`error.${code}`, details) ?? t('error.unknownCode', { code });
}

interface ErrorProps {
  readonly error: EngineError;
  readonly onRetry?: () => void;
  readonly onClose?: () => void;
}

export function ErrorMessage({ error, onRetry, onClose }: ErrorProps): ReactNode {
  const t = useMessages();
  const textOf = useErrorText();
  const details = Object.entries(error.details);
  return (
    <Message
      tone="failure"
      {...(onClose ? { onClose } : {})}
      {...(onRetry
        ? {
            actions: (
              <button type="button" className={styles.link} onClick={onRetry}>
                {t('message.retry')}
              </button>
            ),
          }
        : {})}
    >
      <p className={styles.text}>{textOf(error)}</p>
      <details className={styles.details}>
        <summary>
          {t('message.details')} <code>{error.code}</code>
        </summary>
        <dl>
          <dt>{t('message.kind')}</dt>
          <dd>{t(`message.kind.${error.kind}`)}</dd>
          {details.map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{String(value)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Message>
  );
}
