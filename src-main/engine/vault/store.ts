/**
 * An encrypted store: one SQLite file under SQLCipher 4 (AES-256-CBC with HMAC-SHA-512 a page), opened with a raw key.
 * One connection holds it alone, except a case's: a second one, in this process or another, is refused. The write-ahead log is encrypted
 * with the same key, its index lives in memory, and temporary tables never reach the disk.
 */
import { existsSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { BugError, concat, EvidenceError, RefusedError, utf8, WrongKeyError } from '../lib/index.ts';
import { asReadDb, asWriteDb, connect, disconnect } from './connection.ts';
import type { ReadDb, WriteDb } from './db.ts';
import { KEY_BYTES } from './keys.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { StoreKind } from './migrations/migration.ts';
import { belongsToKey, storeSalt } from './pageCipher.ts';
import { asStoreError } from './sqliteErrors.ts';

export interface Store extends WriteDb {
  asReader(): ReadDb;
  /** Folds the write-ahead log into the file and lets go of it. The store cannot be used afterwards. */
  close(): void;
}

/** At most; pages are kept as they are read. A page that must be decrypted again costs three times the query. */
const CASE_CACHE_KIB = 1 << 20;

/** SQLite's `application_id`, so that one kind is never taken for the other: "SBst", "SBev", "SBca" in ASCII. */
const APPLICATION_IDS: Readonly<Record<StoreKind, number>> = {
  station: 0x53427374,
  evidence: 0x53426576,
  case: 0x53426361,
};

/**
 * Opens the store at `path`, makes it when there is no such file unless `existing` says that there must be one, and
 * brings it to the present layout. `key` is 32 raw bytes and stays the caller's.
 *
 * Throws `WrongKeyError('vault.wrong-key')` for the key of another store, `EvidenceError('vault.damaged')` for a file of
 * this key that cannot be read, `EvidenceError('vault.missing')`, `RefusedError('vault.in-use')`,
 * `RefusedError('vault.newer')` and `EvidenceError('vault.other-kind')`.
 */
export function openStore(
  path: string,
  key: Uint8Array,
  kind: StoreKind,
  existing: 'required' | 'optional' = 'optional',
): Store {
  if (key.length !== KEY_BYTES) throw new BugError('bug.key-length', { lengthBytes: key.length });
  const isNew = !existsSync(path);
  if (isNew && existing === 'required') throw new EvidenceError('vault.missing', { path });
  // SQLite would take an empty file for a new database.
  if (!isNew && statSync(path).size === 0) throw new EvidenceError('vault.damaged', { path, sqlite: 'empty file' });

  const database = connect(path);
  try {
    unlock(database, key);
    claim(database, path, key, kind);
    if (isNew) database.pragma(`application_id = ${APPLICATION_IDS[kind]}`);
    else if (database.pragma('application_id', { simple: true }) !== APPLICATION_IDS[kind]) {
      throw new EvidenceError('vault.other-kind', { path, kind });
    }
    migrate(database, migrations[kind]);
    const db = asWriteDb(database);
    return Object.assign(db, { asReader: () => asReadDb(db), close: () => disconnect(database) });
  } catch (error) {
    disconnect(database);
    throw asStoreError(error, path);
  }
}

function unlock(database: Database.Database, key: Uint8Array): void {
  database.pragma("cipher = 'sqlcipher'");
  database.pragma('legacy = 4');
  // SQLite3 Multiple Ciphers, "raw key": the prefix, 32 bytes of key, 16 bytes of salt.
  const raw = Buffer.from(concat(utf8('raw:'), key, storeSalt(key)));
  database.key(raw);
  raw.fill(0);
}

function claim(database: Database.Database, path: string, key: Uint8Array, kind: StoreKind): void {
  database.pragma('temp_store = MEMORY');
  database.pragma('secure_delete = ON');
  database.pragma('foreign_keys = ON');
  // INSERT OR REPLACE then fires DELETE triggers, which keep rows that must never go.
  database.pragma('recursive_triggers = ON');
  // Shared use keeps the index of the write-ahead log in a file: page numbers only, nothing of the content.
  if (kind !== 'case') database.pragma('locking_mode = EXCLUSIVE');
  else database.pragma(`cache_size = ${-CASE_CACHE_KIB}`);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // The lock is taken with the first read of the file.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    const translated = asStoreError(error, path);
    if (translated instanceof RefusedError) throw translated;
    if (!belongsToKey(path, key)) throw new WrongKeyError('vault.wrong-key', { path }, error);
    throw translated;
  }
}
