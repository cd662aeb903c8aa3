/** Names of what a scope holds by number. They are read from the case only where there are numbers: it is logged. */
import { useMemo } from 'react';
import type { RetrievalScope, ScopeChoices } from '../../../src-preload/contract/index.ts';
import { mayCall } from '../../app/access.ts';
import { useMessages, useOptionalMessages } from '../../app/messages.ts';
import { useSession } from '../../app/session.ts';
import { type Answer, useCall } from '../../app/useCall.ts';
import { evidenceString } from '../../components/evidenceParts.ts';

export interface ScopeWords {
  readonly choices: Answer<ScopeChoices>;
  readonly conversation: (id: number) => string;
  readonly person: (id: number) => string;
  readonly type: (type: string) => string;
}

export function namesSomething({ conversations, senders }: RetrievalScope): boolean {
  return conversations !== null || senders !== null;
}

export function useScopeWords(caseId: string | null): ScopeWords {
  const t = useMessages();
  const known = useOptionalMessages();
  const { role } = useSession();
  const choices = useCall('request.choices', caseId !== null && mayCall(role, 'request.choices') ? { caseId } : null);
  return useMemo(() => {
    const conversations = new Map(choices.value?.conversations.map((each) => [each.id, each]));
    const people = new Map(choices.value?.people.map((each) => [each.id, each]));
    return {
      choices,
      conversation(id) {
        const found = conversations.get(id);
        return found ? evidenceString(`${found.name} · ${found.platform}`) : t('scope.numbered', { number: id });
      },
      person(id) {
        const found = people.get(id);
        if (!found) return t('scope.numbered', { number: id });
        const { name, account } = found;
        return evidenceString(account === '' || account === name ? name : `${name} · ${account}`);
      },
      type: (type) => known(`intake.type.${type}`) ?? type,
    };
  }, [choices, t, known]);
}
