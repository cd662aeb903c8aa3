/** Where signed checkpoints lie in the station store, oldest first, numbered from 0. */
import type { ReadDb, WriteDb } from '../vault/index.ts';

export interface CheckpointRow {
  readonly number: number;
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note, byte for byte. */
  readonly note: string;
}

export function newestCheckpoint(db: ReadDb): CheckpointRow | undefined {
  return db.readOne<CheckpointRow>(
    'SELECT number, size, root, note FROM oplog_checkpoint ORDER BY number DESC LIMIT 1',
  );
}

export function allCheckpoints(db: ReadDb): readonly CheckpointRow[] {
  return db.read<CheckpointRow>('SELECT number, size, root, note FROM oplog_checkpoint ORDER BY number');
}

export function insertCheckpoint(db: WriteDb, row: CheckpointRow): void {
  db.write(
    'INSERT INTO oplog_checkpoint (number, size, root, note) VALUES (?, ?, ?, ?)',
    row.number,
    row.size,
    row.root,
    row.note,
  );
}
