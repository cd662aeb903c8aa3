/** The grants under which the person who is signed in may search now, and how they are called. */
import { useMemo } from 'react';
import type { GrantRecord } from '../../../src-preload/contract/index.ts';
import type { EngineError } from '../../app/engine.ts';
import { useMessages } from '../../app/messages.ts';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../app/useCall.ts';
import { localDate } from '../../components/Time.tsx';

export interface MyGrants {
  readonly open: readonly GrantRecord[];
  readonly labelOf: (grant: GrantRecord) => string;
  readonly ready: boolean;
  readonly error: EngineError | null;
  readonly reload: () => void;
}

/** As many as the contract gives at once; a grant beyond is called by its case alone. */
const REQUESTS_READ = 1000;

export function useMyGrants(): MyGrants {
  const t = useMessages();
  const { username } = useSession();
  const grants = useCall('grant.list', { caseId: null });
  const cases = useCall('case.list', {});
  const requests = useCall('request.list', { caseId: null, offset: 0, limit: REQUESTS_READ });
  return useMemo(() => {
    const caseNumbers = new Map(cases.value?.map((each) => [each.id, each.number]));
    const requestNumbers = new Map(requests.value?.requests.map((each) => [each.id, each.registerNumber]));
    return {
      open: (grants.value ?? []).filter(
        ({ state, persons }) => state === 'open' && persons.some((person) => person.username === username),
      ),
      labelOf: ({ caseId, requestId, validTo }) =>
        t('search.grant.label', {
          case: caseNumbers.get(caseId) ?? '',
          number: requestNumbers.get(requestId) ?? '',
          until: localDate(new Date(validTo)),
        }),
      ready: grants.value !== null,
      error: grants.error,
      reload: grants.reload,
    };
  }, [t, username, grants, cases.value, requests.value]);
}
