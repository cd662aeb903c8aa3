/** What came of an acquisition, to be understood from two metres: the two verdicts apart, then what they rest on. */
import type { ReactNode } from 'react';
import type { AcquireResult } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import { link } from '../../app/router.ts';
import { Facts } from '../../components/Facts.tsx';
import { ImageHashes } from '../../components/ImageHashes.tsx';
import { Message } from '../../components/Message.tsx';
import { clockDuration, useMeasures } from '../../components/measures.ts';
import styles from '../../components/resultPanel.module.css';
import { Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import { Verdict } from '../../components/Verdict.tsx';

export function AcquireResultPanel({ result }: { readonly result: AcquireResult }): ReactNode {
  const t = useMessages();
  const { exactBytes, rate, count } = useMeasures();
  const { nameAndAccount } = usePersonNames();
  const { image } = result;
  const badBytes = image.badRanges.reduce((sum, range) => sum + range.length, 0);
  return (
    <>
      <div className={styles.verdicts}>
        <div className={styles.verdict} data-verdict={image.imageVerdict}>
          <Verdict verdict={image.imageVerdict} of={t('image.imageVerdict.of')} large />
        </div>
        <div className={styles.verdict} data-verdict={image.sourceVerdict}>
          <Verdict verdict={image.sourceVerdict} of={t('image.sourceVerdict.of')} large />
        </div>
      </div>
      {image.badRanges.length > 0 && (
        <Message
          tone="attention"
          title={t('acquire.result.bad', { count: count(image.badRanges.length), bytes: exactBytes(badBytes) })}
        >
          {t('acquire.result.bad.what')}
        </Message>
      )}
      <Section title={t('image.hashes')}>
        <ImageHashes image={image} />
      </Section>
      <Section title={t('image.facts')}>
        <Facts
          wide
          facts={[
            { label: t('image.path'), value: <code className="breakable">{image.path}</code> },
            { label: t('acquire.format'), value: t(`acquire.format.${image.format}`) },
            { label: t('image.sourcePath'), value: <code className="breakable">{image.sourcePath}</code> },
            { label: t('image.sourceBytes'), value: exactBytes(image.sourceBytes) },
            { label: t('image.startedAt'), value: <Time at={image.startedAt} /> },
            { label: t('image.endedAt'), value: <Time at={image.endedAt} /> },
            { label: t('image.duration'), value: clockDuration(image.endedAt - image.startedAt) },
            { label: t('job.rate'), value: rate(result.bytesPerSecond) },
            { label: t('role.operator'), value: nameAndAccount(image.operator) },
            { label: t('role.witness'), value: nameAndAccount(image.witness) },
            { label: t('image.segmentCount'), value: count(image.segments.length) },
            {
              label: t('image.logEntry'),
              value: (
                <a href={link('log', String(image.logIndex))}>{t('log.entryNumber', { index: image.logIndex })}</a>
              ),
            },
          ]}
        />
      </Section>
    </>
  );
}
