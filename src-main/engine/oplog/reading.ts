/** Reading the log and proving what stands in it. Nothing here writes, except that a proof may need a newer checkpoint. */
import type { LogEntry, LogHead } from '../../../src-preload/contract/index.ts';
import { EvidenceError, RefusedError, sha256Hex, toHex, utcMs } from '../lib/index.ts';
import type { ReadDb } from '../vault/index.ts';
import type { Appender, Tip } from './appending.ts';
import { type Checkpoints, verifierKeys } from './checkpoints.ts';
import { readEntry } from './entry.ts';
import { countRows, type EntryFilter, type EntryRow, entryRow, filteredRows, storedNodes } from './entryTable.ts';
import { consistencyPath, inclusionPath, rootOf } from './merkle.ts';
import { base64 } from './signedNote.ts';

export interface LogPageFilter extends EntryFilter {
  readonly offset: number;
  readonly limit: number;
}

export interface LogReading {
  /** Newest first. */
  page(filter: LogPageFilter): { total: number; entries: LogEntry[] };
  /** Throws `RefusedError('log.no-such-entry')`. */
  entry(index: number): LogEntry;
  head(): LogHead;
  /** C2SP `tlog-proof` of the entry against the newest checkpoint; one is signed when none covers the entry yet. */
  proof(index: number): { entry: LogEntry; proof: string };
  /** RFC 9162 consistency proof between the trees of two sizes, base64, in the order of §2.1.4.1. */
  consistency(olderSize: number, newerSize: number): readonly string[];
}

export function openReading(db: ReadDb, appender: Appender, checkpoints: Checkpoints): LogReading {
  function entry(index: number): LogEntry {
    const row = entryRow(db, index);
    if (!row) throw new RefusedError('log.no-such-entry', { index });
    return asLogEntry(row);
  }

  return {
    entry,
    page: (filter) => ({
      total: countRows(db, filter),
      entries: filteredRows(db, filter, filter.offset, filter.limit).map(asLogEntry),
    }),
    head() {
      const checkpoint = checkpoints.newest();
      const tip = appender.tip() as Tip; // Opening wrote entry 0.
      return {
        size: tip.size,
        rootHash: toHex(rootOf(tip.frontier)),
        checkpoint: checkpoint.note,
        checkpointSize: checkpoint.size,
        verifierKeys: [...verifierKeys(db)],
      };
    },
    proof(index) {
      const found = entry(index);
      const newest = checkpoints.newest();
      const checkpoint = index < newest.size ? newest : checkpoints.sign([]);
      const path = inclusionPath(index, checkpoint.size, storedNodes(db));
      return { entry: found, proof: tlogProof(index, path, checkpoint.note) };
    },
    consistency(olderSize, newerSize) {
      const size = appender.tip()?.size ?? 0;
      if (olderSize < 1 || olderSize > newerSize || newerSize > size) {
        throw new RefusedError('log.no-such-size', { olderSize, newerSize, size });
      }
      return consistencyPath(olderSize, newerSize, storedNodes(db)).map(base64);
    },
  };
}

/** C2SP tlog-proof: header, index, the path's hashes a line, an empty line, the checkpoint as it is. */
export function tlogProof(index: number, path: readonly Uint8Array[], checkpoint: string): string {
  return ['c2sp.org/tlog-proof@v1', `index ${index}`, ...path.map(base64), '', checkpoint].join('\n');
}

function asLogEntry(row: EntryRow): LogEntry {
  const { index, at, act, outcome, actor, witness } = readEntry(row.index, row.text);
  // A row that was moved by hand says another index than its place: `verify` names it, reading must not hide it.
  if (index !== row.index) throw new EvidenceError('log.entry-damaged', { place: `entry ${row.index}` });
  return { index, at: utcMs(at), act, outcome, actor, witness, text: row.text, leafHash: sha256Hex(toHex(row.leaf)) };
}
