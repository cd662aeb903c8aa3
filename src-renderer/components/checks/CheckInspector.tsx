import type { ReactNode } from 'react';
import type { Check } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { CopyButton } from '../CopyButton.tsx';
import { Facts } from '../Facts.tsx';
import { Inspector, InspectorSection } from '../Inspector.tsx';
import { useErrorText } from '../Message.tsx';
import { Verdict } from '../Verdict.tsx';
import styles from './CheckInspector.module.css';
import { useStatement } from './CheckTable.tsx';

export function CheckInspector({ check, onClose }: { readonly check: Check; readonly onClose: () => void }): ReactNode {
  const t = useMessages();
  const textOf = useErrorText();
  const statementOf = useStatement();
  return (
    <Inspector title={statementOf(check)} onClose={onClose}>
      <InspectorSection title={t('checks.column.verdict')}>
        <Verdict verdict={check.verdict} of={check.subject} />
        {check.code !== null && (
          <p>
            {textOf({
              code: check.code,
              details: { subject: check.subject, place: check.place ?? '', path: check.subject },
            })}
          </p>
        )}
      </InspectorSection>
      {(check.expected !== null || check.found !== null) && (
        <InspectorSection title={t('checks.compared')}>
          <Value label={t('checks.expected')} value={check.expected} />
          <Value label={t('checks.found')} value={check.found} />
        </InspectorSection>
      )}
      <InspectorSection title={t('checks.facts')}>
        <Facts
          facts={[
            { label: t('checks.column.subject'), value: check.subject },
            { label: t('checks.column.place'), value: check.place ?? '' },
            { label: t('checks.name'), value: <code>{check.name}</code> },
            ...(check.code === null ? [] : [{ label: t('checks.code'), value: <code>{check.code}</code> }]),
          ]}
        />
      </InspectorSection>
    </Inspector>
  );
}

function Value({ label, value }: { readonly label: string; readonly value: string | null }): ReactNode {
  if (value === null) return null;
  return (
    <div>
      <span className="dim">{label}</span>
      <div className={styles.value}>
        <code className="breakable">{value}</code>
        <CopyButton text={value} what={label} />
      </div>
    </div>
  );
}
