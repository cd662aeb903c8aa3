/** What is wrong with the query, under the character where it is. */
import type { ReactNode } from 'react';
import type { EngineError } from '../../app/engine.ts';
import { evidenceString } from '../../components/evidenceParts.ts';
import { useErrorText } from '../../components/Message.tsx';
import styles from './search.module.css';

interface Props {
  readonly id: string;
  readonly query: string;
  /** Its `position` counts from 1, and may stand one after the end. */
  readonly error: EngineError;
}

/** Around the place, for a query longer than the line. */
const AROUND = 40;

export function QueryError({ id, query, error }: Props): ReactNode {
  const textOf = useErrorText();
  const at = Math.max(0, Math.min(query.length, Number(error.details.position) - 1));
  const from = Math.max(0, at - AROUND);
  const before = query.slice(from, at);
  const here = query.slice(at, at + 1);
  const after = query.slice(at + 1, at + AROUND);
  return (
    <div id={id} className={styles.wrong} role="alert">
      <code>
        {from > 0 && '…'}
        {evidenceString(before)}
        <mark className={styles.here}>{here === '' ? '\u2423' : evidenceString(here)}</mark>
        {evidenceString(after)}
      </code>
      <span>{textOf(error)}</span>
    </div>
  );
}
