/**
 * vault: where evidence and the station's own records lie encrypted.
 *
 * A *store* is an SQLCipher database with a raw key; a *blob* is one file's content, encrypted and named so that the
 * folder says nothing about it; a *sub-key* is derived from a store's key for one purpose.
 *
 * Promises: nothing that was put in is on the disk in plaintext, write-ahead log and temporary files included; a wrong
 * key and damage are told apart; what was read was checked. Never knows whose key it is, never writes into the log.
 */
export { type BlobStore, openBlobStore } from './blob.ts';
export { configureSqlite, sqliteBinding } from './connection.ts';
export type { ReadDb, WriteDb } from './db.ts';
export { deriveKey, KEY_BYTES, newKey, seal, unseal, wipe } from './keys.ts';
export type { Migration, StoreKind } from './migrations/migration.ts';
export { openPlainDb, type PlainDb } from './plainDb.ts';
export { openStore, type Store } from './store.ts';
