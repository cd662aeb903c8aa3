/**
 * oplog: the operation log. What was done, refused or failed, by whom, witnessed by whom, when; in an order that nobody
 * can change without its showing.
 *
 * Terms: an *entry* is one canonical JSON text; its *leaf hash* is its place in the RFC 9162 Merkle tree; a *checkpoint*
 * is the tree's size and root as a C2SP signed note of the station, *cosigned* by the people who were there; a *proof*
 * leads from an entry to a checkpoint; an *anchor* is a checkpoint that was kept outside the store; a *bundle* is the log
 * as a folder that others check with their own tools.
 *
 * Promises: an entry is durable when `append` returns, or `append` throws and the act must not happen; nothing is ever
 * changed or removed; no checkpoint is signed that contradicts an earlier one. Never decides who may do what, never
 * holds a secret or the text of a record.
 */
export { checkLogBundle, verifyLogBundle } from './check/bundle.ts';
export type { BundleFiles } from './check/files.ts';
export { inclusionHolds } from './check/tree.ts';
export type { EntryFields } from './entry.ts';
export { inclusionPath, type NodeReader } from './merkle.ts';
export { type BundledFile, openOperationLog, type StoredOperationLog } from './operationLog.ts';
export type { LogReading } from './reading.ts';
export type { Cosigner, LogDraft, LogOutcome, LogReceipt, OperationLog } from './types.ts';
