/**
 * Signing tree heads. The station signs every one; the people who were there cosign it, and the key of each is written
 * into the log before its first use, so that whoever holds the log knows which keys to expect.
 */
import { type Clock, EvidenceError, equalBytes } from '../lib/index.ts';
import type { ReadDb, WriteDb } from '../vault/index.ts';
import { type Appender, notWritten, type Tip } from './appending.ts';
import { type CheckpointRow, insertCheckpoint, newestCheckpoint } from './checkpointTable.ts';
import { readEntry } from './entry.ts';
import { storedNodes } from './entryTable.ts';
import { rootAt, rootOf } from './merkle.ts';
import { checkpointText, cosignerNoteKey, type NoteKey, signNote } from './signedNote.ts';
import type { Cosigner } from './types.ts';

export interface Checkpoints {
  /** Signs the present head, stores the note and returns it. */
  sign(cosigners: readonly Cosigner[]): CheckpointRow;
  /** The newest one; the first is made here. */
  newest(): CheckpointRow;
  /** The newest one, if it covers the whole log; a new one of the station alone otherwise. */
  current(): CheckpointRow;
}

export function openCheckpoints(db: WriteDb, appender: Appender, station: NoteKey, clock: Clock): Checkpoints {
  function sign(cosigners: readonly Cosigner[]): CheckpointRow {
    const keys = cosigners.map(cosignerNoteKey);
    const known = new Set(verifierKeys(db));
    if (!known.has(station.verifierKey)) throw new EvidenceError('log.other-key', { place: 'entry 0' });
    for (const key of keys.filter((each) => !known.has(each.verifierKey))) recordKey(key);

    const tip = appender.tip() as Tip; // Opening wrote entry 0.
    const root = rootOf(tip.frontier);
    const last = newestCheckpoint(db);
    if (last) refuseOtherHistory(last, tip.size);
    const note = signNote(checkpointText(station.name, tip.size, root), station, keys, clock.now());
    const row = { number: (last?.number ?? -1) + 1, size: tip.size, root, note };
    try {
      insertCheckpoint(db, row);
    } catch (thrown) {
      throw notWritten(thrown);
    }
    return row;
  }

  function recordKey(key: NoteKey): void {
    const subject = { verifierKey: key.verifierKey };
    appender.append({ act: 'log.key', outcome: 'done', actor: null, witness: null, subject });
  }

  /** tlog-checkpoint: a log must not sign a checkpoint that is inconsistent with one it signed before. */
  function refuseOtherHistory(last: CheckpointRow, size: number): void {
    const extendsIt = last.size <= size && equalBytes(rootAt(last.size, storedNodes(db)), last.root);
    if (!extendsIt) throw new EvidenceError('log.inconsistent', { place: `checkpoint ${last.number}` });
  }

  const newest = () => newestCheckpoint(db) ?? sign([]);

  return {
    sign,
    newest,
    current() {
      const last = newest();
      return last.size === appender.tip()?.size ? last : sign([]);
    },
  };
}

/** Keys that the log itself names: the station's in entry 0, every cosigner's before its first cosignature. */
export function verifierKeys(db: ReadDb): readonly string[] {
  const rows = db.read<{ index: number; text: string }>(
    `SELECT entry_index AS "index", text FROM oplog_entry WHERE act IN ('log.begin', 'log.key') ORDER BY entry_index`,
  );
  return rows.map(({ index, text }) => {
    const { verifierKey } = readEntry(index, text).subject;
    if (typeof verifierKey !== 'string') throw new EvidenceError('log.entry-damaged', { place: `entry ${index}` });
    return verifierKey;
  });
}
