/** One person's half of a volume's passphrase: shown when that person asks, then gone for good. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Side } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import styles from './Ceremony.module.css';

interface Props {
  readonly half: string;
  readonly side: Side;
  readonly onNoted: () => void;
}

export function PassphraseHalf({ half, side, onNoted }: Props): ReactNode {
  const t = useMessages();
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.half}>
      <h3>{t(`ceremony.half.${side}`)}</h3>
      <p>{t('ceremony.half.once')}</p>
      {shown ? (
        <>
          <output className={styles.halfText} aria-label={t(`ceremony.half.${side}`)}>
            {half}
          </output>
          <div>
            <Button onClick={onNoted}>{t('ceremony.half.noted')}</Button>
          </div>
        </>
      ) : (
        <div>
          <Button variant="default" onClick={() => setShown(true)}>
            {t('ceremony.half.show')}
          </Button>
        </div>
      )}
    </div>
  );
}
