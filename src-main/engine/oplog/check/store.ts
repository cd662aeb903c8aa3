/**
 * Reads everything in the store again and trusts none of it: entries, chain, leaf hashes, tree, every checkpoint's root
 * and signatures, the consistency of each with the one before. Goes page by page and lets other work in between, so the
 * window stays alive; entries that are appended meanwhile are not part of it.
 */
import { setImmediate } from 'node:timers/promises';
import type { Check, Verdict } from '../../../../src-preload/contract/index.ts';
import { EvidenceError, equalBytes, SealbenchError, toHex } from '../../lib/index.ts';
import type { ReadDb } from '../../vault/index.ts';
import { allCheckpoints, type CheckpointRow } from '../checkpointTable.ts';
import { lastRow, rowsFrom, storedNodes } from '../entryTable.ts';
import { consistencyPath } from '../merkle.ts';
import { checkpointText } from '../signedNote.ts';
import { checkAnchors, checkCheckpoints, parseNotes } from './checkpoints.ts';
import { type EntryReader, readEntries } from './entries.ts';
import { collectFindings, type Findings } from './findings.ts';
import { consistencyHolds } from './tree.ts';

export interface LogVerification {
  readonly verdict: Verdict;
  readonly checks: Check[];
}

export interface Known {
  readonly origin: string;
  /** The station's verifier key, as this station holds it. */
  readonly stationKey: string;
  /** Signed checkpoints that were kept outside the store. */
  readonly anchors: readonly string[];
}

const PAGE = 2000;

export async function verifyStoredLog(db: ReadDb, known: Known): Promise<LogVerification> {
  const findings = collectFindings(known.origin);
  const rows = allCheckpoints(db);
  const size = (lastRow(db)?.index ?? -1) + 1;
  const notes = rows.map((row) => ({ place: `checkpoint ${row.number}`, note: row.note }));
  const checkpoints = parseNotes(findings, 'log.checkpoints', notes);
  const anchorNotes = known.anchors.map((note, index) => ({ place: `anchor ${index + 1}`, note }));
  const anchors = anchorNotes.length > 0 ? parseNotes(findings, 'log.anchors', anchorNotes) : [];
  const sizes = [...checkpoints, ...anchors].map((placed) => placed.checkpoint.size);

  const entries = readEntries(findings, known.origin, sizes);
  await readRows(db, size, entries, findings);
  checkStationKey(findings, known.stationKey, entries);
  checkRows(findings, rows);
  checkCheckpoints(findings, known.origin, checkpoints, entries);
  checkConsistency(findings, db, rows);
  checkAnchors(findings, known.origin, anchors, entries);
  return findings.report();
}

async function readRows(db: ReadDb, size: number, entries: EntryReader, findings: Findings): Promise<void> {
  const nodes = storedNodes(db);
  findings.performed('log.leaves');
  findings.performed('log.nodes');
  let completed = 0;
  const node = (level: number, position: number, hash: Uint8Array) => {
    completed += 1;
    const place = `level ${level}, position ${position}`;
    const stored = readNode(() => nodes.node(level, position));
    if (!stored) findings.fault('log.nodes', { code: 'log.node-missing', place });
    else if (!equalBytes(stored, hash)) {
      findings.fault('log.nodes', { code: 'log.node-wrong', place, expected: toHex(hash), found: toHex(stored) });
    }
  };
  for (let start = 0; start < size; start += PAGE) {
    for (const row of rowsFrom(db, start, size, PAGE)) {
      const place = `entry ${row.index}`;
      if (row.index !== entries.size()) {
        // Positions after a hole are unknown, so nothing beyond it can be placed in the tree.
        findings.fault('log.entries', { code: 'log.entry-missing', place: `entry ${entries.size()}` });
        return;
      }
      const leaf = entries.entry(row.text, place, node);
      if (!equalBytes(leaf, row.leaf)) {
        findings.fault('log.leaves', { code: 'log.leaf-wrong', place, expected: toHex(leaf), found: toHex(row.leaf) });
      }
    }
    await setImmediate();
  }
  checkNodeCount(findings, db, size, completed);
}

/** Nodes that no leaf completes have no place in the tree. */
function checkNodeCount(findings: Findings, db: ReadDb, size: number, completed: number): void {
  const sql = 'SELECT count(*) AS nodes FROM oplog_node WHERE (position + 1) * (1 << level) <= ?';
  const stored = db.readOne<{ nodes: number }>(sql, size)?.nodes ?? 0;
  if (stored === completed) return;
  const fault = { code: 'log.node-wrong', place: 'all levels', expected: String(completed), found: String(stored) };
  findings.fault('log.nodes', fault);
}

function readNode(read: () => Uint8Array): Uint8Array | null {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof EvidenceError) return null;
    throw thrown;
  }
}

/** The key in entry 0 must be the one that this station signs with. */
function checkStationKey(findings: Findings, expected: string, entries: EntryReader): void {
  const first = entries.keys()[0];
  if (first?.namedAt === 0 && first.text === expected) return;
  findings.fault('log.keys', { code: 'log.other-key', place: 'entry 0', expected, found: first?.text ?? '' });
}

/** Checkpoints are numbered without a gap, and the size and root beside a note are the note's own. */
function checkRows(findings: Findings, rows: readonly CheckpointRow[]): void {
  rows.forEach((row, index) => {
    const place = `checkpoint ${index}`;
    const text = checkpointText(row.note.split('\n', 1)[0] ?? '', row.size, row.root);
    if (row.number !== index) findings.fault('log.checkpoints', { code: 'log.checkpoint-missing', place });
    else if (!row.note.startsWith(text)) findings.fault('log.checkpoints', { code: 'log.checkpoint-damaged', place });
  });
}

/** Each checkpoint is the beginning of the next: a proof from the stored nodes must lead from one root to the other. */
function checkConsistency(findings: Findings, db: ReadDb, rows: readonly CheckpointRow[]): void {
  const nodes = storedNodes(db);
  rows.slice(1).forEach((newer, index) => {
    const older = rows[index] as CheckpointRow;
    findings.performed('log.consistency');
    const place = `checkpoint ${newer.number}`;
    try {
      const path = older.size <= newer.size ? consistencyPath(older.size, newer.size, nodes) : [];
      if (consistencyHolds(older.size, newer.size, path, older.root, newer.root)) return;
      findings.fault('log.consistency', { code: 'log.inconsistent', place });
    } catch (thrown) {
      if (!(thrown instanceof SealbenchError)) throw thrown;
      findings.fault('log.consistency', { code: thrown.code, place });
    }
  });
}
