import type { ReactNode } from 'react';
import { useMessages } from '../../../app/messages.ts';
import { Facts } from '../../../components/Facts.tsx';
import { Hash } from '../../../components/Hash.tsx';
import { useMeasures } from '../../../components/measures.ts';
import { Section } from '../../../components/Screen.tsx';
import { Time } from '../../../components/Time.tsx';
import { CompletenessTable } from './CompletenessTable.tsx';
import styles from './sources.module.css';
import { type ImportedSource, placeOf, useIntakeWords } from './useIntakeWords.ts';

export function SourceReport({ source }: { readonly source: ImportedSource }): ReactNode {
  const t = useMessages();
  const words = useIntakeWords();
  const { count } = useMeasures();
  return (
    <Section title={placeOf(source)}>
      <div className={styles.block}>
        <Facts
          wide
          facts={[
            { label: t('import.column.format'), value: words.format(source.format) },
            { label: t('import.records'), value: count(source.records) },
            { label: t('import.conversations'), value: count(source.conversations) },
            { label: t('import.people'), value: count(source.people) },
            { label: t('import.firstAt'), value: <Time at={source.firstAt} /> },
            { label: t('import.lastAt'), value: <Time at={source.lastAt} /> },
          ]}
        />
        <div>
          <h3>{t('import.merkleRoot')}</h3>
          <Hash algorithm="sha256" value={source.merkleRoot} />
          <p className="dim small">{t('import.merkleRoot.what')}</p>
        </div>
        <div>
          <h3>{t('import.completeness')}</h3>
          <p className="dim small">{t('import.completeness.what')}</p>
          <CompletenessTable checks={source.completeness} />
        </div>
        {source.assumptions.length > 0 && (
          <div>
            <h3>{t('import.assumptions')}</h3>
            <ul className={styles.list}>
              {source.assumptions.map((assumption) => (
                <li key={`${assumption.about} ${assumption.value}`}>{words.assumption(assumption)}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  );
}
