/** The window of somebody who is signed in: bar above, rail left, one screen in the middle. */
import { type ReactNode, useMemo, useState } from 'react';
import { ErrorMessage } from '../components/Message.tsx';
import { areasOf } from './areas.ts';
import { KeyHelp } from './KeyHelp.tsx';
import { type KeyBinding, useKeys } from './keys.ts';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { useRoute } from './router.ts';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import styles from './Shell.module.css';
import { refreshSession, useSession, useStanding } from './session.ts';
import { TopBar } from './TopBar.tsx';

export function Shell(): ReactNode {
  const { role } = useSession();
  const { error } = useStanding();
  const route = useRoute();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const areas = areasOf(role);
  const area = areas.find((each) => each.path === route.area) ?? areas[0];

  const bindings = useMemo<readonly KeyBinding[]>(
    () => [
      { key: 'ctrl+k', label: 'key.palette', run: () => setOpen('palette'), whileTyping: true },
      { key: '?', label: 'key.help', run: () => setOpen('keys') },
    ],
    [],
  );
  useKeys(bindings);
  if (!area) return null;
  const { screen: AreaScreen } = area;
  return (
    <div className={styles.shell}>
      <TopBar onShowKeys={() => setOpen('keys')} />
      <Rail areas={areas} current={area.path} />
      <main className={styles.main}>
        {error && <ErrorMessage error={error} onRetry={() => void refreshSession()} />}
        <ScreenBoundary key={area.path}>
          <AreaScreen rest={route.area === area.path ? route.rest : []} query={route.query} />
        </ScreenBoundary>
      </main>
      {open === 'palette' && <Palette areas={areas} onClose={() => setOpen(null)} />}
      {open === 'keys' && <KeyHelp onClose={() => setOpen(null)} />}
    </div>
  );
}
