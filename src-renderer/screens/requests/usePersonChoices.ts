/** Active accounts of the roles given, as the choices of a list: they may be chosen for something. */
import { useCallback } from 'react';
import type { Role } from '../../../src-preload/contract/index.ts';
import { useMessages } from '../../app/messages.ts';
import { useCall } from '../../app/useCall.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

export function usePersonChoices(): (roles: readonly Role[]) => Choice[] {
  const t = useMessages();
  const { value: accounts } = useCall('user.list', {});
  return useCallback(
    (roles) =>
      (accounts ?? [])
        .filter(({ state, role }) => state === 'active' && roles.includes(role))
        .map(({ username, displayName, role }) => ({
          value: username,
          label: `${displayName} · ${t(`role.${role}`)}`,
        })),
    [accounts, t],
  );
}
