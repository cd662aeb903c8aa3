/** Where one stands on a way of several steps. Steps already done can be looked at again. */
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMessages } from '../app/messages.ts';
import styles from './Steps.module.css';

interface Props {
  readonly labels: readonly string[];
  readonly current: number;
  /** Null where there is no way back any more. */
  readonly onGo: ((step: number) => void) | null;
}

export function Steps({ labels, current, onGo }: Props): ReactNode {
  const t = useMessages();
  return (
    <ol className={styles.steps} aria-label={t('steps.label')}>
      {labels.map((label, step) => {
        const state = step < current ? 'done' : step === current ? 'current' : 'ahead';
        const inside = (
          <>
            <span className={styles.number} aria-hidden>
              {state === 'done' ? <IconCheck size={14} stroke={3} /> : step + 1}
            </span>
            {label}
          </>
        );
        return (
          <li key={label} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
            {state === 'done' && onGo ? (
              <button type="button" className={styles.step} onClick={() => onGo(step)}>
                {inside}
              </button>
            ) : (
              <span className={styles.step}>{inside}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
