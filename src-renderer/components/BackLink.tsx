import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './BackLink.module.css';

export function BackLink({ to, children }: { readonly to: string; readonly children: ReactNode }): ReactNode {
  return (
    <a href={to} className={styles.back}>
      <IconArrowLeft size={14} aria-hidden />
      {children}
    </a>
  );
}
