/** 工作站: its state, its accounts, what program this is, one's own password. */
import type { ReactNode } from 'react';
import type { MessageKey } from '../../../src-preload/contract/catalogue.ts';
import type { Role } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { link } from '../../app/router.ts';
import type { ScreenProps } from '../../app/screenProps.ts';
import { useSession } from '../../app/session.ts';
import { Screen } from '../../components/Screen.tsx';
import { AboutPage } from './AboutPage.tsx';
import { AccountsPage } from './AccountsPage.tsx';
import { PasswordPage } from './PasswordPage.tsx';
import styles from './StationScreen.module.css';
import { StatusPage } from './StatusPage.tsx';

interface Page {
  readonly path: string;
  readonly label: MessageKey;
  /** Null: everybody. The accounts' personal fields are for those who keep or audit them. */
  readonly roles: readonly Role[] | null;
  readonly fill?: boolean;
  readonly render: () => ReactNode;
}

const PAGES: readonly Page[] = [
  { path: 'status', label: 'station.page.status', roles: null, render: () => <StatusPage /> },
  {
    path: 'accounts',
    label: 'station.page.accounts',
    roles: ['administrator', 'auditor'],
    fill: true,
    render: () => <AccountsPage />,
  },
  { path: 'password', label: 'station.page.password', roles: null, render: () => <PasswordPage /> },
  { path: 'about', label: 'station.page.about', roles: null, render: () => <AboutPage /> },
];

export function StationScreen({ rest }: ScreenProps): ReactNode {
  const t = useMessages();
  const { role } = useSession();
  const pages = PAGES.filter((page) => page.roles === null || page.roles.includes(role));
  const current = pages.find((page) => page.path === rest[0]) ?? pages[0];
  return (
    <Screen title={t('nav.station')} fill={current?.fill ?? false}>
      <nav className={styles.pages} aria-label={t('nav.station')}>
        {pages.map((page) => (
          <a key={page.path} href={link('station', page.path)} aria-current={page === current ? 'page' : undefined}>
            {t(page.label)}
          </a>
        ))}
      </nav>
      {current?.render()}
    </Screen>
  );
}
