/** Names and values, one a line. A value that was not recorded says so instead of leaving a hole. */
import type { ReactNode } from 'react';
import { useMessages } from '../app/messages.ts';
import styles from './Facts.module.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

export function Facts({
  facts,
  wide = false,
}: {
  readonly facts: readonly Fact[];
  readonly wide?: boolean;
}): ReactNode {
  const t = useMessages();
  return (
    <dl className={styles.facts} data-wide={wide || undefined}>
      {facts.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value === '' || value === null ? <span className="dim">{t('fact.notRecorded')}</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
