/** A store is made whole under a temporary name first; only then does it get its own. */
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openStore, type Store, type StoreKind } from '../vault/index.ts';

export interface PreparedStore {
  /** Gives the store its name. What lies there without belonging to the station is set aside, never overwritten. */
  settle(): void;
  discard(): void;
}

export function prepareStore(
  path: string,
  key: Uint8Array,
  kind: StoreKind,
  fill: (store: Store) => void,
): PreparedStore {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`);
  const discard = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${temporary}${suffix}`, { force: true });
  };
  try {
    const store = openStore(temporary, key, kind);
    try {
      fill(store);
    } finally {
      store.close();
    }
  } catch (error) {
    discard();
    throw error;
  }
  return {
    settle() {
      // Left by a creation that was cut short between the store and the door: nobody holds its key.
      if (existsSync(path)) renameSync(path, `${path}.${randomBytes(6).toString('hex')}.orphan`);
      renameSync(temporary, path);
    },
    discard,
  };
}
