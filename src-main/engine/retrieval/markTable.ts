/** Rows of marks, selections and saved searches. */
import type { Mark, SavedSearch, Selection } from '../../../src-preload/contract/index.ts';
import type { LogReceipt } from '../oplog/index.ts';
import type { ReadDb, WriteDb } from '../vault/index.ts';

export function insertMark(
  db: WriteDb,
  caseId: string,
  rawSha256: string,
  { id, grantId, messageId, label, note, by }: Omit<Mark, 'at' | 'logIndex'>,
  { index, at }: LogReceipt,
): void {
  db.write(
    'INSERT INTO record_mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...[id, grantId, caseId, messageId, rawSha256, label, note, at, by, index],
  );
}

/** Of the whole case, or of one record; whoever asks must still leave out what their grant does not cover. */
export function marksOf(db: ReadDb, caseId: string, messageId: number | null): Mark[] {
  const filter = messageId === null ? [] : [messageId];
  return [
    ...db.read<Mark>(
      `SELECT id, message_id AS messageId, label, note, at, by_user AS "by", grant_id AS grantId, log_index AS logIndex
         FROM record_mark WHERE case_id = ? ${messageId === null ? '' : 'AND message_id = ?'} ORDER BY log_index`,
      caseId,
      ...filter,
    ),
  ];
}

export interface ChosenRecord {
  readonly id: number;
  readonly rawSha256: string;
}

export function insertSelection(
  db: WriteDb,
  { id, grantId, name, count, digest, by }: Omit<Selection, 'at' | 'logIndex'>,
  records: readonly ChosenRecord[],
  { index, at }: LogReceipt,
): void {
  db.write(
    'INSERT INTO record_selection VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[id, grantId, name, count, digest, at, by, index],
  );
  const insert = db.prepare('INSERT INTO selected_record VALUES (?, ?, ?)');
  for (const record of records) insert.run(id, record.id, record.rawSha256);
}

/** Oldest first. */
export function selectionsOf(db: ReadDb, grantId: string): Selection[] {
  return [
    ...db.read<Selection>(
      `SELECT id, grant_id AS grantId, name, record_count AS count, digest, at, by_user AS "by", log_index AS logIndex
         FROM record_selection WHERE grant_id = ? ORDER BY log_index`,
      grantId,
    ),
  ];
}

export function selectedIds(db: ReadDb, selectionId: string, offset: number, limit: number): number[] {
  return db
    .read<{ id: number }>(
      'SELECT message_id AS id FROM selected_record WHERE selection_id = ? ORDER BY message_id LIMIT ? OFFSET ?',
      selectionId,
      limit,
      offset,
    )
    .map(({ id }) => id);
}

export function insertSavedSearch(
  db: WriteDb,
  caseId: string,
  { id, grantId, name, query, mode, by }: Omit<SavedSearch, 'at'>,
  { index, at }: LogReceipt,
): void {
  db.write(
    'INSERT INTO saved_search VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...[id, grantId, caseId, name, query, mode, at, by, index],
  );
}

export function savedSearchesOf(db: ReadDb, caseId: string): SavedSearch[] {
  return [
    ...db.read<SavedSearch>(
      `SELECT id, grant_id AS grantId, name, query, mode, at, by_user AS "by"
         FROM saved_search WHERE case_id = ? ORDER BY log_index`,
      caseId,
    ),
  ];
}
