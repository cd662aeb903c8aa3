import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import { useStation } from '../../app/session.ts';
import { Facts } from '../../components/Facts.tsx';
import { Message } from '../../components/Message.tsx';
import { Section } from '../../components/Screen.tsx';

export function AboutPage(): ReactNode {
  const t = useMessages();
  const { version, runtime } = useStation();
  return (
    <>
      {runtime.development && (
        <Message tone="attention" title={t('about.development.title')}>
          {t('about.development.what')}
        </Message>
      )}
      <Section title={t('app.name')}>
        <p>{t('about.what')}</p>
        <br />
        <Facts
          facts={[
            { label: t('about.version'), value: version },
            {
              label: 'Electron',
              value: runtime.electron === null ? t('about.noElectron') : runtime.electron,
            },
            { label: 'Node.js', value: runtime.node },
            {
              label: t('about.runtime'),
              value: t(runtime.development ? 'about.runtime.development' : 'about.runtime.product'),
            },
            { label: t('about.licence'), value: 'Apache License 2.0' },
          ]}
        />
      </Section>
      <Section title={t('about.limits.title')}>
        <p>{t('about.limits.norms')}</p>
        <p>{t('about.limits.secrets')}</p>
      </Section>
    </>
  );
}
