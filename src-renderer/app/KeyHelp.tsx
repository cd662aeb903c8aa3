/** The keys that work on this screen now, and those of every table. */
import { Kbd } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MessageKey } from '../../src-preload/contract/catalogue.ts';
import { Dialog } from '../components/Dialog.tsx';
import styles from './KeyHelp.module.css';
import { useActiveKeys } from './keys.ts';
import { useMessages } from './messages.ts';

const EVERYWHERE: readonly (readonly [string, MessageKey])[] = [
  ['j / k', 'key.rows'],
  ['shift+↑ / shift+↓', 'key.range'],
  ['enter', 'key.open'],
  ['ctrl+c', 'key.copyRows'],
  ['alt+← / alt+→', 'key.moveColumn'],
  ['alt+shift+← / alt+shift+→', 'key.sizeColumn'],
  ['esc', 'key.close'],
];

export function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useMessages();
  const rows = [...useActiveKeys().map(({ key, label }) => [key, label] as const), ...EVERYWHERE];
  return (
    <Dialog onClose={onClose} title={t('key.help')} width={520}>
      <dl className={styles.keys}>
        {rows.map(([key, label]) => (
          <div key={key}>
            <dt>
              {key.split(' / ').map((each, index) => (
                <span key={each}>
                  {index > 0 && ' / '}
                  <Kbd>{shown(each)}</Kbd>
                </span>
              ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function shown(key: string): string {
  return key
    .split('+')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('+');
}
