import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useMessages } from '../../app/messages.ts';
import { clockDuration } from '../measures.ts';
import styles from './Ceremony.module.css';

const SHORT_MS = 120_000;

/** Time left until `until` (UTC milliseconds); tells once when it is over. */
export function Countdown({ until, onOver }: { readonly until: number; readonly onOver: () => void }): ReactNode {
  const t = useMessages();
  const [left, setLeft] = useState(() => until - Date.now());
  const over = left <= 0;
  useEffect(() => {
    if (over) return;
    const timer = setInterval(() => setLeft(until - Date.now()), 500);
    return () => clearInterval(timer);
  }, [until, over]);
  const tell = useEffectEvent(onOver);
  useEffect(() => {
    if (over) tell();
  }, [over]);
  return (
    <span className={styles.countdown} data-short={left < SHORT_MS || undefined} role="timer">
      {t('ceremony.left', { time: clockDuration(Math.max(0, left)) })}
    </span>
  );
}
