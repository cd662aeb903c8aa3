import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallOutput, Check } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { CheckTable } from '../../components/checks/CheckTable.tsx';
import { Verdict } from '../../components/Verdict.tsx';
import styles from './LogVerification.module.css';

interface Props {
  readonly verified: CallOutput<'log.verify'>;
  readonly selected: Check | null;
  readonly onSelect: (check: Check | null) => void;
  readonly onClose: () => void;
}

const ROWS_SHOWN = 6;

export function LogVerification({ verified, selected, onSelect, onClose }: Props): ReactNode {
  const t = useMessages();
  return (
    <section className={styles.verification} aria-label={t('log.verified')}>
      <header className={styles.header}>
        <Verdict verdict={verified.verdict} of={t('log.verified')} />
        <CloseButton size={24} aria-label={t('action.close')} onClick={onClose} />
      </header>
      <CheckTable checks={verified.checks} selected={selected} onSelect={onSelect} maxRows={ROWS_SHOWN} />
    </section>
  );
}
