/**
 * Writing into the log. An append is one transaction: the entry, its leaf hash, and every tree node that it completes;
 * with the write-ahead log flushed at commit it is durable when the call returns, or it did not happen.
 */
import { randomBytes } from 'node:crypto';
import { asSealbenchError, BugError, type Clock, IoError, sha256Hex, toHex, type UtcMs, utcMs } from '../lib/index.ts';
import type { WriteDb } from '../vault/index.ts';
import { composeEntry, entrySm3, latestTimeAfter, leafHash, readEntry } from './entry.ts';
import { insertEntry, lastRow, storedNodes } from './entryTable.ts';
import { appendLeaf, frontierOf, type TreeNode } from './merkle.ts';
import type { LogDraft, LogReceipt } from './types.ts';

/** The end of the log: all that the next append needs. */
export interface Tip {
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly sm3: string;
  /** The latest time that any entry was written at; the clock should not be behind it. */
  readonly latestAt: UtcMs;
  readonly frontier: readonly TreeNode[];
}

export interface Appender {
  append(draft: LogDraft): LogReceipt;
  /** The present end, or null while the log is empty. */
  tip(): Tip | null;
}

export function openAppender(db: WriteDb, origin: string, clock: Clock): Appender {
  let remembered: Tip | null = null;

  /** What is stored decides: a transaction around us may have been rolled back since the last append. */
  function tip(): Tip | null {
    const last = lastRow(db);
    if (!last) return null;
    if (remembered?.size === last.index + 1 && Buffer.compare(remembered.leaf, last.leaf) === 0) return remembered;
    remembered = {
      size: last.index + 1,
      leaf: last.leaf,
      sm3: entrySm3(last.text),
      latestAt: latestTimeAfter(readEntry(last.index, last.text)),
      frontier: frontierOf(last.index + 1, storedNodes(db)),
    };
    return remembered;
  }

  function append(draft: LogDraft): LogReceipt {
    if (db.inTransaction) throw new BugError('bug.log-in-transaction', { act: draft.act });
    try {
      const end = tip();
      const at = clock.now();
      const latestAt = utcMs(Math.max(at, end?.latestAt ?? at));
      const index = end?.size ?? 0;
      const previous = end && { sha256: toHex(end.leaf), sm3: end.sm3 };
      const text = composeEntry({ index, origin, at, behindMs: latestAt - at, previous, salt: randomBytes(16) }, draft);
      const leaf = leafHash(text);
      const { frontier, completed } = appendLeaf(end?.frontier ?? [], index, leaf);
      db.transaction(() => insertEntry(db, { index, text, leaf }, completed));
      remembered = { size: index + 1, leaf, sm3: entrySm3(text), latestAt, frontier };
      return { index, leafHash: sha256Hex(toHex(leaf)), at };
    } catch (thrown) {
      remembered = null;
      throw notWritten(thrown);
    }
  }

  return { append, tip };
}

/** Every failure to write means the same to whoever asked: the act must not happen. Bugs of ours stay bugs. */
export function notWritten(thrown: unknown): unknown {
  if (thrown instanceof BugError) return thrown;
  return new IoError('log.not-written', { reason: asSealbenchError(thrown).code }, thrown);
}
