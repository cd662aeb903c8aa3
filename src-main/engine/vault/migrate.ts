/** Brings a store to the layout that this program knows: each step in a transaction of its own, `user_version` with it. */
import type Database from 'better-sqlite3';
import { RefusedError } from '../lib/index.ts';
import type { Migration } from './migrations/migration.ts';

/** Throws `RefusedError('vault.newer')` when the store was written by a later program. */
export function migrate(database: Database.Database, steps: readonly Migration[]): void {
  const present = database.pragma('user_version', { simple: true }) as number;
  const known = steps.at(-1)?.number ?? 0;
  if (present > known) throw new RefusedError('vault.newer', { path: database.name, version: present, known });
  for (const step of steps) {
    if (step.number <= present) continue;
    database
      .transaction(() => {
        database.exec(step.sql);
        database.pragma(`user_version = ${step.number}`);
      })
      .immediate();
  }
}
