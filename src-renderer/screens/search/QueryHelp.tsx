/** The query language, explained where it is used: each line is an example that can be taken over. */
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import styles from './search.module.css';

const PARTS = ['and', 'or', 'not', 'phrase', 'group', 'person', 'conversation', 'type', 'time'] as const;

export function QueryHelp({ onExample }: { readonly onExample: (query: string) => void }): ReactNode {
  const t = useMessages();
  return (
    <section className={styles.help} aria-label={t('search.help')}>
      <dl>
        {PARTS.map((part) => (
          <div key={part}>
            <dt>
              <button type="button" onClick={() => onExample(t(`search.help.${part}.example`))}>
                <code>{t(`search.help.${part}.example`)}</code>
              </button>
            </dt>
            <dd>{t(`search.help.${part}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="dim small">{t('search.help.folding')}</p>
    </section>
  );
}
