/** The station's clock with its zone, and what is known of its error: by how much the last one-time code was off. */
import { type ReactNode, useEffect, useState } from 'react';
import { localClock, localDate, zoneOf } from '../components/Time.tsx';
import { useMessages } from './messages.ts';
import styles from './Shell.module.css';
import { useSession, useStation } from './session.ts';

const STEP_S = 30;
/** A code read just before it changed arrives one step late: that says nothing of the clock. */
const LATE_STEPS = 1;

export function StationClock(): ReactNode {
  const t = useMessages();
  const { codeDriftSteps } = useSession();
  const { clockBehindMs } = useStation();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  const drift =
    clockBehindMs > 0
      ? t('clock.behind', { seconds: Math.ceil(clockBehindMs / 1000) })
      : Math.abs(codeDriftSteps) <= LATE_STEPS
        ? t('clock.withinStep')
        : t('clock.off', { seconds: Math.abs(codeDriftSteps) * STEP_S });
  const attention = clockBehindMs > 0 || Math.abs(codeDriftSteps) > LATE_STEPS;
  return (
    <span className={styles.clock} data-attention={attention || undefined} title={t('clock.hint')}>
      <time dateTime={now.toISOString()}>
        {localDate(now)} {localClock(now)} {zoneOf(now)}
      </time>
      <small>{drift}</small>
    </span>
  );
}
