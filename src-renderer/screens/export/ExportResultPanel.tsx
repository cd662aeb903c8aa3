/** What came of a sealed export: the medium's verdict and the one digest that stands for the whole package. */
import type { ReactNode } from 'react';
import type { ExportResult } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { link } from '../../app/router.ts';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { useMeasures } from '../../components/measures.ts';
import styles from '../../components/resultPanel.module.css';
import { Section } from '../../components/Screen.tsx';
import { Verdict } from '../../components/Verdict.tsx';

export function ExportResultPanel({ result }: { readonly result: ExportResult }): ReactNode {
  const t = useMessages();
  const { exactBytes, count } = useMeasures();
  return (
    <>
      <div className={styles.verdict} data-verdict={result.verdict}>
        <Verdict verdict={result.verdict} of={t('export.result.verdict.of')} large />
      </div>
      <Section title={t('export.result.digest')}>
        <p className="dim">{t('export.result.digest.what')}</p>
        <Hash algorithm="sha256" value={result.packageDigest} />
      </Section>
      <Section title={t('export.result.facts')}>
        <Facts
          wide
          facts={[
            { label: t('export.target'), value: <code className="breakable">{result.target}</code> },
            { label: t('export.result.size'), value: exactBytes(result.sizeBytes) },
            { label: t('export.result.readBack'), value: t(`export.result.readBack.${result.readBackFrom}`) },
            { label: t('export.plan.files'), value: count(result.files) },
            {
              label: t('image.logEntry'),
              value: (
                <a href={link('log', String(result.logIndex))}>{t('log.entryNumber', { index: result.logIndex })}</a>
              ),
            },
          ]}
        />
      </Section>
      <Section title={t('export.result.next')}>
        <p>{t('export.result.next.what')}</p>
      </Section>
    </>
  );
}
