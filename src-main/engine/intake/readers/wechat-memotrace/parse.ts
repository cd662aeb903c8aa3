/** Rows of MemoTrace as messages. Its files are one conversation each, named after the other side: `<备注>_utf8.csv`. */

import { messageOf } from '../../message.ts';
import type { Message } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { baseName } from '../../source/sourceFile.ts';
import { columnsOf, hasColumns, type OnRow, readTable } from '../../table/readTable.ts';
import { readDateTime, readSeconds } from '../../time/readTime.ts';
import { flawed } from '../../warnings.ts';
import { wechatBody } from '../../wechat/bodies.ts';
import { typeOfChineseName } from '../../wechat/types.ts';
import { COLUMNS_V2, COLUMNS_V3 } from './detect.ts';

/** The exporting account has no id in these files. */
const SELF = '我';

export async function readMemoTrace(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'wechat');
  const name = conversationName(reading.file.path);
  await readTable(reading, reading.file, {
    header(columns, sheet) {
      if (hasColumns(columns, COLUMNS_V2)) return rowsOfVersion2(reading, roster, columns, name);
      if (hasColumns(columns, COLUMNS_V3)) return rowsOfVersion3(reading, roster, columns, name);
      return sheet === '成员信息' ? members(roster, columns, name) : null;
    },
  });
}

function conversationName(path: string): string {
  return baseName(path)
    .replace(/\.(?:csv|xlsx)$/i, '')
    .replace(/_utf8$/i, '');
}

function rowsOfVersion2(reading: Reading, roster: Roster, columns: readonly string[], name: string): OnRow {
  const at = columnsOf(columns, [
    'localId',
    'TalkerId',
    'Type',
    'SubType',
    'IsSender',
    'CreateTime',
    'StrContent',
    'StrTime',
    'Remark',
    'NickName',
    'Sender',
  ]);
  return (cells, place, raw) => {
    const cell = (column: keyof typeof at): string => cells[at[column]] ?? '';
    const body = wechatBody(Number(cell('Type')), Number(cell('SubType')), cell('StrContent'));
    const time =
      cell('CreateTime') === ''
        ? readDateTime(reading, cell('StrTime'), place)
        : readSeconds(reading, cell('CreateTime'), place);
    // In one-to-one chats the last three columns are empty; the other side is then the file's.
    const outgoing = cell('IsSender') === '1';
    const account = outgoing ? SELF : cell('Sender') || name;
    const senderName = outgoing ? SELF : cell('Remark') || cell('NickName') || name;
    const notice = body.type === 'system' || body.type === 'recalled';
    const message: Message = messageOf({
      id: cell('localId'),
      sequence: Number(cell('localId')) || null,
      conversation: roster.conversation(name, { name, kind: cell('Sender') === '' ? 'unknown' : 'group' }),
      sender: notice
        ? null
        : roster.person(account, {
            account: outgoing ? null : cell('Sender') || null,
            accountName: outgoing ? null : cell('NickName') || name,
            remark: cell('Remark') || null,
            isSelf: outgoing,
          }),
      senderName: notice ? null : senderName,
      type: body.type,
      nativeType: `${cell('Type')},${cell('SubType')}`,
      text: body.text,
      time,
      parts: notice ? body.parts : { direction: outgoing ? 'outgoing' : 'incoming', ...body.parts },
    });
    reading.sink.record(message, place, raw);
  };
}

function rowsOfVersion3(reading: Reading, roster: Roster, columns: readonly string[], name: string): OnRow {
  const at = columnsOf(columns, ['消息ID', '类型', '发送人', '时间', '内容', '备注', '昵称']);
  return (cells, place, raw) => {
    const cell = (column: keyof typeof at): string => cells[at[column]] ?? '';
    const nativeType = cell('类型');
    const type = typeOfChineseName(nativeType);
    if (type === null) flawed(reading.sink.warning, 'type-unknown', place, { type: nativeType });
    const time = readDateTime(reading, cell('时间'), place);
    const sender = cell('发送人');
    const notice = sender === '' || type === 'system' || type === 'recalled';
    const message = messageOf({
      id: cell('消息ID'),
      conversation: roster.conversation(name, { name }),
      sender: notice
        ? null
        : roster.person(sender, {
            account: sender.startsWith('wxid_') ? sender : null,
            accountName: cell('昵称') || null,
            remark: cell('备注') || null,
          }),
      senderName: notice ? null : cell('备注') || cell('昵称') || sender,
      type: type ?? 'unknown',
      nativeType,
      text: cell('内容'),
      time,
    });
    reading.sink.record(message, place, raw);
  };
}

/** The workbook's second sheet: who is in the group. */
function members(roster: Roster, columns: readonly string[], name: string): OnRow | null {
  const at = columnsOf(columns, ['wxid', '微信号', '群昵称', '昵称', '备注']);
  if (at.wxid < 0) return null;
  return (cells) => {
    const account = cells[at.wxid] ?? '';
    if (account === '') return;
    const groupNickname = cells[at.群昵称] || null;
    roster.person(account, {
      account,
      accountName: cells[at.昵称] || null,
      remark: cells[at.备注] || null,
      ...(groupNickname !== null && { groupNickname, conversation: name }),
    });
  };
}
