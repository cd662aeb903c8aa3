import type { ReactNode } from 'react';
import type { RequestDetail } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { useMeasures } from '../../components/measures.ts';
import { Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import styles from './requests.module.css';

export function ConsentsSection({ consents }: { readonly consents: RequestDetail['consents'] }): ReactNode {
  const t = useMessages();
  const people = usePersonNames();
  const { exactBytes } = useMeasures();
  return (
    <Section title={t('request.consents')}>
      <div className={styles.blocks}>
        {consents.map((consent) => (
          <div key={consent.recordedAt}>
            <h3>{t(`request.consent.kind.${consent.kind}`)}</h3>
            <Facts
              wide
              facts={[
                { label: t('request.subject'), value: consent.subject },
                ...(consent.kind === 'consent'
                  ? [
                      { label: t('request.document'), value: consent.document },
                      { label: t('request.signedAt'), value: <Time at={consent.signedAt} /> },
                      {
                        label: t('request.signatureFile'),
                        value:
                          consent.signatureFile &&
                          `${consent.signatureFile.fileName} · ${exactBytes(consent.signatureFile.sizeBytes)}`,
                      },
                    ]
                  : [
                      { label: t('request.article'), value: consent.article },
                      { label: t('request.reference'), value: consent.reference },
                      { label: t('request.explanation'), value: consent.explanation },
                    ]),
                { label: t('request.recordedBy'), value: people.nameOf(consent.recordedBy) },
                { label: t('request.recordedAt'), value: <Time at={consent.recordedAt} /> },
              ]}
            />
            {consent.signatureFile && <Hash algorithm="sha256" value={consent.signatureFile.sha256} />}
          </div>
        ))}
      </div>
    </Section>
  );
}
