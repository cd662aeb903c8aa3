/** Names of the station's accounts: records keep user names, people read names. Read once for each person who signs in. */
import { useMemo } from 'react';
import { call } from './engine.ts';
import { makeStore, useStore } from './store.ts';

const nameStore = makeStore<ReadonlyMap<string, string>>(new Map());

export function loadPeople(): void {
  call('user.list', {}).then(
    (accounts) => nameStore.set(new Map(accounts.map(({ username, displayName }) => [username, displayName]))),
    // Without names the user names are shown, which is right too.
    () => undefined,
  );
}

export interface PersonNames {
  readonly nameOf: (username: string) => string;
  /** `陈立群 · operator`: where it matters which account it was. */
  readonly nameAndAccount: (username: string) => string;
}

/** A name that no account has is shown as it is: seals name witnesses who have no account. */
export function usePersonNames(): PersonNames {
  const names = useStore(nameStore);
  return useMemo(
    () => ({
      nameOf: (username) => names.get(username) ?? username,
      nameAndAccount: (username) => {
        const name = names.get(username);
        return name === undefined ? username : `${name} · ${username}`;
      },
    }),
    [names],
  );
}
