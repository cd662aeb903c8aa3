/** One of a few decisions, none chosen beforehand. */
import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import styles from './requests.module.css';

interface Props<Decision extends string> {
  readonly decisions: readonly Decision[];
  readonly value: Decision | '';
  readonly onChange: (decision: Decision) => void;
  readonly labelOf: (decision: Decision) => string;
}

export function DecisionField<Decision extends string>(props: Props<Decision>): ReactNode {
  const { decisions, value, onChange, labelOf } = props;
  const t = useMessages();
  return (
    <Radio.Group label={t('request.decision')} withAsterisk value={value === '' ? null : value} onChange={onChange}>
      <div className={styles.choices}>
        {decisions.map((decision) => (
          <Radio key={decision} value={decision} label={labelOf(decision)} />
        ))}
      </div>
    </Radio.Group>
  );
}
