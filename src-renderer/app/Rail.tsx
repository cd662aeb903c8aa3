import type { ReactNode } from 'react';
import type { Area } from './areas.ts';
import { useMessages } from './messages.ts';
import { link } from './router.ts';
import styles from './Shell.module.css';
import { useStation } from './session.ts';

export function Rail({ areas, current }: { readonly areas: readonly Area[]; readonly current: string }): ReactNode {
  const t = useMessages();
  const station = useStation();
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      {areas.map(({ path, label, icon: Sign }) => (
        <a key={path} href={link(path)} aria-current={path === current ? 'page' : undefined}>
          <Sign size={18} stroke={1.6} aria-hidden />
          {t(label)}
        </a>
      ))}
      {station.demo && <p className={styles.demo}>{t('station.demo')}</p>}
    </nav>
  );
}
