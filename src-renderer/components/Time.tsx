/** A moment: local, with its zone; hovering shows UTC and the recorded value. Undated says so. */
import type { ReactNode } from 'react';
import { useMessages } from '../app/messages.ts';
import styles from './Time.module.css';

const two = (value: number): string => String(value).padStart(2, '0');

export function zoneOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

export function localDate(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function localClock(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `at`: UTC milliseconds. */
export function Time({ at }: { readonly at: number | null }): ReactNode {
  const t = useMessages();
  if (at === null) return <span className="dim">{t('time.undated')}</span>;
  const date = new Date(at);
  const iso = date.toISOString();
  return (
    <time dateTime={iso} title={t('time.title', { utc: iso, recorded: at })} className={styles.time}>
      {localDate(date)} {localClock(date)} <span className={styles.zone}>{zoneOf(date)}</span>
    </time>
  );
}
