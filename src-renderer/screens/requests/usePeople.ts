/** The station's people: their names, and those who may be chosen for something. */
import { useMemo } from 'react';
import type { Role } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { useCall } from '../../app/useCall.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface People {
  readonly nameOf: (username: string) => string;
  /** Active accounts of these roles. */
  readonly choices: (roles: readonly Role[]) => readonly Choice[];
}

export function usePeople(): People {
  const t = useMessages();
  const accounts = useCall('user.list', {});
  return useMemo(() => {
    const all = accounts.value ?? [];
    return {
      nameOf: (username) => all.find((each) => each.username === username)?.displayName ?? username,
      choices: (roles) =>
        all
          .filter(({ state, role }) => state === 'active' && roles.includes(role))
          .map(({ username, displayName, role }) => ({
            value: username,
            label: `${displayName} · ${t(`role.${role}`)}`,
          })),
    };
  }, [accounts.value, t]);
}
