import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import { useSession, useStation } from '../../app/session.ts';
import { Facts } from '../../components/Facts.tsx';
import { Message } from '../../components/Message.tsx';
import { Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';

const STEP_S = 30;

export function StatusPage(): ReactNode {
  const t = useMessages();
  const station = useStation();
  const session = useSession();
  return (
    <>
      {station.clockBehindMs > 0 && (
        <Message tone="attention">
          {t('signIn.clockBehind', { seconds: Math.ceil(station.clockBehindMs / 1000) })}
        </Message>
      )}
      <Section title={t('station.page.status')}>
        <Facts
          wide
          facts={[
            { label: t('station.name'), value: station.name ?? '' },
            { label: t('station.organisation'), value: station.organisation ?? '' },
            { label: t('station.serial'), value: station.serial ?? '' },
            { label: t('station.kind'), value: t(station.demo ? 'station.kind.demo' : 'station.kind.real') },
            { label: t('station.home'), value: <code className="breakable">{station.home}</code> },
          ]}
        />
      </Section>
      <Section title={t('station.clock')}>
        <p className="dim">{t('station.clock.what')}</p>
        <Facts
          wide
          facts={[
            { label: t('station.clock.now'), value: <Time at={station.nowAt} /> },
            {
              label: t('station.clock.code'),
              value:
                Math.abs(session.codeDriftSteps) <= 1
                  ? t('clock.withinStep')
                  : t('clock.off', { seconds: Math.abs(session.codeDriftSteps) * STEP_S }),
            },
            {
              label: t('station.clock.back'),
              value:
                station.clockBehindMs === 0
                  ? t('station.clock.back.no')
                  : t('clock.behind', { seconds: Math.ceil(station.clockBehindMs / 1000) }),
            },
          ]}
        />
      </Section>
      <Section title={t('station.me')}>
        <Facts
          wide
          facts={[
            { label: t('account.displayName'), value: session.displayName },
            { label: t('account.username'), value: session.username },
            { label: t('account.role'), value: t(`role.${session.role}`) },
            { label: t('home.signedInAt'), value: <Time at={session.startedAt} /> },
          ]}
        />
      </Section>
    </>
  );
}
