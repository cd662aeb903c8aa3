/** MemoTrace (留痕, WeChatMsg): the titles of its CSV files and of its workbook's sheet. */
import type { Head } from '../../head.ts';
import type { Detection } from '../../reader.ts';
import { hasColumns } from '../../table/readTable.ts';

/** Versions 1 and 2. */
export const COLUMNS_V2 = ['localId', 'TalkerId', 'Type', 'SubType', 'IsSender', 'CreateTime', 'StrContent', 'StrTime'];
/** Version 3, for WeChat 4; the same columns in CSV and XLSX. */
export const COLUMNS_V3 = ['消息ID', '类型', '发送人', '时间', '内容', '备注', '昵称'];

export function detectMemoTrace(head: Head): Detection | null {
  const tables = [...(head.table ? [head.table] : []), ...head.sheets];
  for (const [version, columns] of [
    ['1–2', COLUMNS_V2],
    ['3', COLUMNS_V3],
  ] as const) {
    if (!tables.some((table) => hasColumns(table.columns, columns))) continue;
    return { confidence: 0.97, reason: 'columns', details: { columns: columns.join('、'), version } };
  }
  return null;
}
