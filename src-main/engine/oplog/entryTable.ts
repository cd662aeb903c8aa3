/** Where entries and tree nodes lie in the station store. Nodes of level 0 are the entries' own leaf hashes. */
import { EvidenceError } from '../lib/index.ts';
import type { ReadDb, WriteDb } from '../vault/index.ts';
import type { NodeReader, TreeNode } from './merkle.ts';

export interface EntryRow {
  readonly index: number;
  readonly text: string;
  readonly leaf: Uint8Array;
}

const COLUMNS = 'SELECT entry_index AS "index", text, leaf FROM oplog_entry';

export function entryRow(db: ReadDb, index: number): EntryRow | undefined {
  return db.readOne<EntryRow>(`${COLUMNS} WHERE entry_index = ?`, index);
}

export function lastRow(db: ReadDb): EntryRow | undefined {
  return db.readOne<EntryRow>(`${COLUMNS} ORDER BY entry_index DESC LIMIT 1`);
}

/** Entries [start, end), at most `limit` of them, in order. */
export function rowsFrom(db: ReadDb, start: number, end: number, limit: number): readonly EntryRow[] {
  return db.read<EntryRow>(
    `${COLUMNS} WHERE entry_index >= ? AND entry_index < ? ORDER BY entry_index LIMIT ?`,
    start,
    end,
    limit,
  );
}

export interface EntryFilter {
  readonly act: string | null;
  readonly actor: string | null;
}

/** Newest first. */
export function filteredRows(db: ReadDb, filter: EntryFilter, offset: number, limit: number): readonly EntryRow[] {
  const { condition, values } = where(filter);
  return db.read<EntryRow>(
    `${COLUMNS} ${condition} ORDER BY entry_index DESC LIMIT ? OFFSET ?`,
    ...values,
    limit,
    offset,
  );
}

export function countRows(db: ReadDb, filter: EntryFilter): number {
  const { condition, values } = where(filter);
  return db.readOne<{ rows: number }>(`SELECT count(*) AS rows FROM oplog_entry ${condition}`, ...values)?.rows ?? 0;
}

function where(filter: EntryFilter): { readonly condition: string; readonly values: readonly string[] } {
  const given = Object.entries({ act: filter.act, actor: filter.actor }).filter((pair) => pair[1] !== null);
  if (given.length === 0) return { condition: '', values: [] };
  return {
    condition: `WHERE ${given.map(([column]) => `${column} = ?`).join(' AND ')}`,
    values: given.map(([, value]) => value as string),
  };
}

export function insertEntry(db: WriteDb, row: EntryRow, completed: readonly TreeNode[]): void {
  db.write('INSERT INTO oplog_entry (entry_index, text, leaf) VALUES (?, ?, ?)', row.index, row.text, row.leaf);
  for (const node of completed) {
    db.write('INSERT INTO oplog_node (level, position, hash) VALUES (?, ?, ?)', node.level, node.position, node.hash);
  }
}

/** Throws `EvidenceError('log.node-missing')`: the tree has a hole, which only damage can make. */
export function storedNodes(db: ReadDb): NodeReader {
  return {
    node(level, position) {
      const row =
        level === 0
          ? db.readOne<{ hash: Uint8Array }>('SELECT leaf AS hash FROM oplog_entry WHERE entry_index = ?', position)
          : db.readOne<{ hash: Uint8Array }>(
              'SELECT hash FROM oplog_node WHERE level = ? AND position = ?',
              level,
              position,
            );
      if (!row) throw new EvidenceError('log.node-missing', { place: `level ${level}, position ${position}` });
      return row.hash;
    },
  };
}
