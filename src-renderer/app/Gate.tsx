/** The window before anybody is signed in: the name, the language, and one thing in the middle. */
import type { ReactNode } from 'react';
import styles from './Gate.module.css';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { useMessages } from './messages.ts';
import { ThemeMenu } from './ThemeMenu.tsx';

export function Gate({ wide = false, children }: { readonly wide?: boolean; readonly children: ReactNode }): ReactNode {
  const t = useMessages();
  return (
    <div className={styles.gate}>
      <header className={styles.bar}>
        <span className={styles.name}>{t('app.name')}</span>
        <span className={styles.tools}>
          <LanguageSwitch />
          <ThemeMenu />
        </span>
      </header>
      <main className={wide ? styles.wide : styles.middle}>{children}</main>
    </div>
  );
}
