/** Always visible: which case, who is present in which role, the station's clock, the work under way, the lock. */
import { Button, Menu } from '@mantine/core';
import { IconKeyboard, IconLock, IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { JobMenu } from './JobMenu.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { useMessages } from './messages.ts';
import { useCurrentCase, useWitness } from './present.ts';
import { link } from './router.ts';
import styles from './Shell.module.css';
import { StationClock } from './StationClock.tsx';
import { signOut, useSession } from './session.ts';
import { ThemeItems } from './ThemeMenu.tsx';

export function TopBar({ onShowKeys }: { readonly onShowKeys: () => void }): ReactNode {
  const t = useMessages();
  return (
    <header className={styles.bar}>
      <span className={styles.name}>{t('app.name')}</span>
      <CurrentCase />
      <div className={styles.right}>
        <JobMenu />
        <People />
        <StationClock />
        <LanguageSwitch />
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="subtle" color="gray" leftSection={<IconSettings size={16} />}>
              {t('bar.view')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('theme.label')}</Menu.Label>
            <ThemeItems />
            <Menu.Divider />
            <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShowKeys}>
              {t('key.help')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button
          variant="default"
          leftSection={<IconLock size={16} />}
          onClick={() => void signOut()}
          title={t('bar.lock.hint')}
        >
          {t('bar.lock')}
        </Button>
      </div>
    </header>
  );
}

function CurrentCase(): ReactNode {
  const t = useMessages();
  const current = useCurrentCase();
  if (!current) return <span className={styles.case} />;
  return (
    <a className={styles.case} href={link('cases', current.id)} title={`${current.number} ${current.title}`}>
      <strong className="nowrap">{current.number}</strong>
      <span className={styles.caseTitle}>{current.title}</span>
      <span className="dim nowrap">{current.legalHold ? t('case.hold') : t(`case.state.${current.state}`)}</span>
    </a>
  );
}

function People(): ReactNode {
  const t = useMessages();
  const session = useSession();
  const witness = useWitness();
  return (
    <>
      <span className={styles.person}>
        {session.displayName}
        <small>{t(`role.${session.role}`)}</small>
      </span>
      {witness?.role && (
        <span className={styles.person}>
          {witness.displayName}
          <small>{t('bar.witness', { role: t(`role.${witness.role}`) })}</small>
        </span>
      )}
    </>
  );
}
