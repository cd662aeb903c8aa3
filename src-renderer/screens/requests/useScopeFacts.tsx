/** A scope, exactly: what is not limited says so. */
import type { RetrievalScope } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import type { Fact } from '../../components/Facts.tsx';
import { Time } from '../../components/Time.tsx';
import { Toned } from '../../components/Toned.tsx';
import type { ScopeWords } from './useScopeWords.ts';

export function useScopeFacts(words: ScopeWords): (scope: RetrievalScope) => readonly Fact[] {
  const t = useMessages();
  const unlimited = <Toned tone="attention">{t('scope.unlimited')}</Toned>;
  return ({ conversations, senders, types, from, to }) => [
    {
      label: t('scope.conversations'),
      value: conversations?.map(words.conversation).join(t('scope.and')) ?? unlimited,
    },
    { label: t('scope.senders'), value: senders?.map(words.person).join(t('scope.and')) ?? unlimited },
    { label: t('scope.types'), value: types?.map(words.type).join(t('scope.and')) ?? unlimited },
    { label: t('scope.from'), value: from === null ? unlimited : <Time at={from} /> },
    { label: t('scope.to'), value: to === null ? unlimited : <Time at={to} /> },
  ];
}
