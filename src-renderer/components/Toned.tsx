/** A word that wants attention: its sign says so to those who do not see the colour. */
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Toned.module.css';

export type Tone = 'wrong' | 'attention';

export function Toned({ tone, children }: { readonly tone: Tone | null; readonly children: ReactNode }): ReactNode {
  if (tone === null) return <span>{children}</span>;
  const Sign = tone === 'wrong' ? IconX : IconAlertTriangle;
  return (
    <span className={styles.toned} data-tone={tone}>
      <Sign size={14} stroke={2.2} aria-hidden /> {children}
    </span>
  );
}
