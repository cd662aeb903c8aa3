/** The grant as the engine holds to it, and the button that stops it at once. */
import { Button } from '@mantine/core';
import { IconHandStop, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { GrantRecord } from '../../../src-preload/contract/index.ts';
import { mayCall } from '../../app/access.ts';
import { call } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import { go, link } from '../../app/router.ts';
import { useSession } from '../../app/session.ts';
import { Facts } from '../../components/Facts.tsx';
import { Message } from '../../components/Message.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Screen.tsx';
import { Time } from '../../components/Time.tsx';
import { Toned } from '../../components/Toned.tsx';
import { useGrantFacts } from './useGrantFacts.tsx';
import type { ScopeWords } from './useScopeWords.ts';

interface Props {
  readonly grant: GrantRecord;
  readonly requestId: string;
  readonly words: ScopeWords;
  readonly onChanged: () => void;
}

export function GrantSection({ grant, requestId, words, onChanged }: Props): ReactNode {
  const t = useMessages();
  const { role, username } = useSession();
  const people = usePersonNames();
  const factsOf = useGrantFacts(words);
  const [asking, setAsking] = useState(false);
  const suspended = grant.state === 'suspended';
  const mine = grant.persons.some((person) => person.username === username);
  const suspension = grant.suspensions.find(({ liftedAt }) => liftedAt === null);
  return (
    <Section
      title={t('grant.title')}
      actions={
        <>
          {grant.state === 'open' && mine && (
            <Button leftSection={<IconSearch size={16} />} onClick={() => go(link('search', { grant: grant.id }))}>
              {t('grant.search')}
            </Button>
          )}
          {!suspended && grant.state !== 'ended' && mayCall(role, 'grant.suspend') && (
            <Button variant="default" leftSection={<IconHandStop size={16} />} onClick={() => setAsking(true)}>
              {t('grant.suspend')}
            </Button>
          )}
          {suspended && mayCall(role, 'grant.restore') && (
            <Button variant="default" onClick={() => go(link('requests', requestId, 'restore'))}>
              {t('grant.restore')}
            </Button>
          )}
        </>
      }
    >
      {suspension && (
        <Message tone="failure" title={t(`grant.suspended.${suspension.by}`)}>
          <p>
            {suspension.reason} · {people.nameOf(suspension.username)} · <Time at={suspension.at} />
          </p>
          <p className="dim">{t('grant.suspended.what')}</p>
        </Message>
      )}
      <Facts
        wide
        facts={[
          {
            label: t('request.state'),
            value: <Toned tone={suspended ? 'wrong' : null}>{t(`retrieval.grant.${grant.state}`)}</Toned>,
          },
          ...factsOf(grant),
        ]}
      />
      {asking && (
        <ReasonDialog
          title={t('grant.suspend')}
          consequence={t('grant.suspend.consequence')}
          actLabel={t('grant.suspend')}
          draft={`grant.suspend ${grant.id}`}
          onAct={(reason) => call('grant.suspend', { id: grant.id, reason })}
          onDone={() => {
            setAsking(false);
            onChanged();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
