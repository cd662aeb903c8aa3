/** QQChatExporter (QCE): its name in the metadata; lines of its chunks by their members; its workbook by its titles. */
import type { Head } from '../../head.ts';
import { asArray, asObject, asText, objectAt } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';
import { hasColumns } from '../../table/readTable.ts';

export const SHEET_COLUMNS = ['时间', '发送者', '发送者QQ号', '消息类型', '消息内容'];

export function detectQce(head: Head): Detection | null {
  if (head.sheets.some(({ columns }) => hasColumns(columns, SHEET_COLUMNS))) {
    return { confidence: 0.95, reason: 'columns', details: { columns: SHEET_COLUMNS.join('、'), version: '' } };
  }
  const value = asObject(head.json?.value);
  if (value === null) return null;
  const generator = asText(objectAt(value, 'metadata')?.name) ?? '';
  if (objectAt(value, 'chatInfo') !== null && (/QQChatExporter/i.test(generator) || 'chunked' in value)) {
    return { confidence: 0.98, reason: 'marker', details: { marker: generator || 'chatInfo' } };
  }
  const first = asObject(asArray(value.messages)[0]) ?? value;
  const sender = objectAt(first, 'sender');
  const content = objectAt(first, 'content');
  const isMessage =
    sender !== null &&
    content !== null &&
    ('uid' in sender || 'uin' in sender) &&
    ('seq' in first || 'messageId' in first);
  return isMessage ? { confidence: 0.94, reason: 'members', details: { members: 'sender.uid、content、seq' } } : null;
}
