/** A grant, exactly: bounds, people and levels, validity. */
import type { GrantRecord } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { usePersonNames } from '../../app/people.ts';
import type { Fact } from '../../components/Facts.tsx';
import { Time } from '../../components/Time.tsx';
import { useScopeFacts } from './useScopeFacts.tsx';
import type { ScopeWords } from './useScopeWords.ts';

export function useGrantFacts(words: ScopeWords): (grant: GrantRecord) => readonly Fact[] {
  const t = useMessages();
  const people = usePersonNames();
  const scopeFacts = useScopeFacts(words);
  return (grant) => [
    ...scopeFacts(grant.scope),
    {
      label: t('grant.persons'),
      value: grant.persons
        .map(({ username, level }) =>
          t('grant.personAtLevel', { name: people.nameOf(username), level: t(`grant.level.${level}`) }),
        )
        .join(t('scope.and')),
    },
    { label: t('grant.validFrom'), value: <Time at={grant.validFrom} /> },
    { label: t('grant.validTo'), value: <Time at={grant.validTo} /> },
    { label: t('grant.download'), value: t(grant.download ? 'word.yes' : 'word.no') },
    { label: t('grant.grantedBy'), value: people.nameOf(grant.grantedBy) },
    { label: t('grant.grantedAt'), value: <Time at={grant.grantedAt} /> },
  ];
}
