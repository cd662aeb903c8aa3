/** The outcome of a comparison: always sign, word and what was compared. "Not performed" never looks like passed. */
import { IconCheck, IconCircleDashed, IconMinus, IconProgress, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Verdict as Outcome } from '../../src-preload/contract/index.ts';
import { useMessages } from '../app/messages.ts';
import styles from './Verdict.module.css';

export type VerdictState = Outcome | 'running' | 'partial';

const SIGNS = {
  matched: IconCheck,
  mismatched: IconX,
  'not-performed': IconMinus,
  running: IconProgress,
  partial: IconCircleDashed,
} as const;

interface Props {
  readonly verdict: VerdictState;
  /** What was compared, in words; left out only where a column header says it. */
  readonly of?: string;
  readonly large?: boolean;
  /** Another word than the verdict's own, where something else than hashes is compared (space against need). */
  readonly word?: string;
}

export function Verdict({ verdict, of, large = false, word }: Props): ReactNode {
  const t = useMessages();
  const Sign = SIGNS[verdict];
  return (
    <span className={styles.verdict} data-verdict={verdict} data-large={large || undefined}>
      <Sign size={large ? 36 : 16} stroke={2.4} aria-hidden />
      <span className={styles.words}>
        <span className={styles.word}>{word ?? t(`verdict.${verdict}`)}</span>
        {of !== undefined && <span className={styles.of}>{of}</span>}
      </span>
    </span>
  );
}
