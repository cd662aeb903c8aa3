import type { ReactNode } from 'react';
import type { LogHead } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ShortHash } from '../../components/Hash.tsx';
import { useMeasures } from '../../components/measures.ts';
import styles from './LogHeadPanel.module.css';

/** Size and root of the tree, and the signed checkpoint: the lines that a paper form carries. */
export function LogHeadPanel({ head }: { readonly head: LogHead }): ReactNode {
  const t = useMessages();
  const { count } = useMeasures();
  const open = head.size - head.checkpointSize;
  return (
    <section className={styles.head} aria-label={t('log.head')}>
      <dl className={styles.figures}>
        <div>
          <dt>{t('log.head.size')}</dt>
          <dd>{count(head.size)}</dd>
        </div>
        <div>
          <dt>{t('log.head.root')}</dt>
          <dd>
            <ShortHash value={head.rootHash} what={t('log.head.root')} />
          </dd>
        </div>
        <div>
          <dt>{t('log.head.checkpoint')}</dt>
          <dd>
            {t('log.head.covers', { count: count(head.checkpointSize) })}
            {open > 0 && <span className={styles.open}> · {t('log.head.open', { count: count(open) })}</span>}
          </dd>
        </div>
      </dl>
      <details>
        <summary>{t('log.head.note')}</summary>
        <div className={styles.note}>
          <pre className="breakable">{head.checkpoint}</pre>
          <CopyButton text={head.checkpoint} what={t('log.head.checkpoint')} />
        </div>
        <p className="dim">{t('log.head.keys')}</p>
        {head.verifierKeys.map((key) => (
          <div key={key} className={styles.note}>
            <code className="breakable">{key}</code>
            <CopyButton text={key} what={t('log.head.keys')} />
          </div>
        ))}
      </details>
    </section>
  );
}
