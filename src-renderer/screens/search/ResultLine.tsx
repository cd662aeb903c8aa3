import type { ReactNode } from 'react';
import type { CallOutput } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { useMeasures } from '../../components/measures.ts';
import styles from './search.module.css';

/** How many hits: so far, then exactly. */
export function ResultLine({ state }: { readonly state: CallOutput<'search.state'> }): ReactNode {
  const t = useMessages();
  const { count } = useMeasures();
  return (
    <p className={styles.result} role="status">
      <strong>{t(state.complete ? 'search.exactly' : 'search.soFar', { count: count(state.found) })}</strong>
      <span className="dim">{t('search.insideGrant')}</span>
    </p>
  );
}
