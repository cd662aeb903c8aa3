/**
 * An SQLite file without a cipher, for what must be read before anybody has a key. Whoever opens it holds it alone until
 * it is closed or the process ends, however it ends: the lock is the operating system's own (fcntl), so nothing is left
 * behind by a killed process. While it is open, nobody in this process may open the file by other means: closing such a
 * second handle would let go of the lock (POSIX fcntl).
 */
import { existsSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { EvidenceError } from '../lib/index.ts';
import { asWriteDb, connect, disconnect } from './connection.ts';
import type { WriteDb } from './db.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { asStoreError } from './sqliteErrors.ts';

export interface PlainDb extends WriteDb {
  close(): void;
}

/**
 * Makes the file when it is absent. Throws `RefusedError('vault.in-use')` when another process or connection holds it,
 * `EvidenceError('vault.damaged')` for a file that is empty, no database, or fails SQLite's integrity check.
 */
export function openPlainDb(path: string, steps: readonly Migration[]): PlainDb {
  if (existsSync(path) && statSync(path).size === 0) {
    throw new EvidenceError('vault.damaged', { path, sqlite: 'empty file' });
  }
  const database = connect(path);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('secure_delete = ON');
    database.pragma('temp_store = MEMORY');
    database.pragma('foreign_keys = ON');
    database.pragma('synchronous = FULL');
    // In exclusive mode the lock that this takes is kept after the transaction.
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    checkIntegrity(database, path);
    migrate(database, steps);
    return Object.assign(asWriteDb(database), { close: () => disconnect(database) });
  } catch (error) {
    disconnect(database);
    throw asStoreError(error, path);
  }
}

function checkIntegrity(database: Database.Database, path: string): void {
  const finding = database.pragma('integrity_check(1)', { simple: true }) as string;
  if (finding !== 'ok') throw new EvidenceError('vault.damaged', { path, sqlite: finding });
}
