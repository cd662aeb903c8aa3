/** PyWxDump: columns of its CSV, the same names as members of its JSON. Older versions keep JSON in a column `content`. */
import type { Head } from '../../head.ts';
import { asArray, asObject } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';
import { hasColumns } from '../../table/readTable.ts';

export const COLUMNS = ['id', 'MsgSvrID', 'type_name', 'is_sender', 'talker', 'room_name', 'CreateTime'];

export function detectPyWxDump(head: Head): Detection | null {
  if (head.table && hasColumns(head.table.columns, COLUMNS)) {
    return { confidence: 0.97, reason: 'columns', details: { columns: COLUMNS.join('、'), version: '' } };
  }
  const first = asObject(asArray(head.json?.value)[0]);
  if (first === null || !COLUMNS.every((name) => name in first)) return null;
  return { confidence: 0.97, reason: 'members', details: { members: COLUMNS.join('、') } };
}
