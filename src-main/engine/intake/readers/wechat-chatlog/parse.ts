/**
 * chatlog's messages. `seq` is the second times 1000 plus a counter within it, so it orders but does not count: holes in
 * it mean nothing. JSON times carry their offset; CSV times are wall clocks.
 */
import { attachment, nameOfPath } from '../../attachment.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asBoolean, asObject, asString, asText, objectAt } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { messageOf } from '../../message.ts';
import type { Attachment, Forwarded, MessageParts, MessageType, Place, Quote } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { columnsOf, hasColumns, type OnRow, readTable } from '../../table/readTable.ts';
import { dateTime } from '../../time/dateTime.ts';
import { readDateTime } from '../../time/readTime.ts';
import { lost } from '../../warnings.ts';
import { isChatroom, wechatType } from '../../wechat/types.ts';
import { GROUP_COLUMNS, MESSAGE_COLUMNS } from './detect.ts';

const DEEPEST_FORWARD = 16;

export async function readChatlog(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'wechat');
  if (reading.head.json === null)
    return readTable(reading, reading.file, { header: (columns) => rowsOf(reading, roster, columns) });
  return readJson(reading, reading.file, reading.head.json.lines, {
    paths: ['[]', 'messages[]', 'items[]'],
    wraps: (value) => Array.isArray(asObject(value)?.messages),
    record(value, place, raw) {
      const object = asObject(value);
      if (object === null || asText(object.talker) === null) {
        lost(reading.sink.warning, 'record-without-message', place);
        return;
      }
      record(reading, roster, object, place, raw);
    },
  });
}

function record(reading: Reading, roster: Roster, object: JsonObject, place: Place, raw: Buffer): void {
  const talker = asText(object.talker) ?? '';
  const base = Number(asText(object.type) ?? 0);
  const subtype = Number(asText(object.subType) ?? 0);
  const type = wechatType(base, subtype);
  const contents = asObject(object.contents);
  const sender = asText(object.sender);
  const group = asBoolean(object.isChatRoom) ?? isChatroom(talker);
  const isSelf = asBoolean(object.isSelf) ?? false;
  const senderName = asText(object.senderName);
  const notice = sender === null || (type === 'system' && sender === '系统消息');
  const message = messageOf({
    id: asText(object.seq),
    conversation: roster.conversation(talker, {
      id: talker,
      name: asText(object.talkerName),
      kind: group ? 'group' : 'direct',
    }),
    sender: notice
      ? null
      : roster.person(sender, {
          account: sender,
          isSelf,
          ...(group ? { groupNickname: senderName, conversation: talker } : { accountName: senderName }),
        }),
    senderName,
    type,
    nativeType: `${base},${subtype}`,
    text: asString(object.content) || titleOf(contents),
    time: readDateTime(reading, asText(object.time), place),
    parts: partsOf(type, contents, notice ? null : isSelf),
  });
  reading.sink.record(message, place, raw);
}

function titleOf(contents: JsonObject | null): string {
  return [asString(contents?.title), asString(contents?.desc)].filter((text) => text !== '').join('\n');
}

function partsOf(type: MessageType, contents: JsonObject | null, isSelf: boolean | null): MessageParts | null {
  const attachments = contents ? attachmentsOf(type, contents) : [];
  const quote = quoteOf(objectAt(contents ?? undefined, 'refer'));
  const forward = forwardedOf(objectAt(contents ?? undefined, 'recordInfo'), 0);
  const parts: MessageParts = {
    ...(isSelf !== null && { direction: isSelf ? 'outgoing' : 'incoming' }),
    ...(attachments.length > 0 && { attachments }),
    ...(quote && { quote }),
    ...(forward.length > 0 && { forward }),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}

function attachmentsOf(type: MessageType, contents: JsonObject): readonly Attachment[] {
  const md5 = asText(contents.md5) ?? asText(contents.rawmd5);
  const reference = asText(contents.path) ?? asText(contents.voice) ?? asText(contents.cdnurl);
  if (type === 'image' || type === 'voice' || type === 'video' || type === 'file' || type === 'sticker') {
    const name = asText(contents.title) ?? (reference === null ? '' : nameOfPath(reference));
    return [attachment(type, { name, digest: md5 === null ? null : `md5:${md5}`, reference })];
  }
  const url = asText(contents.url);
  return url === null ? [] : [attachment('link', { name: asString(contents.title), reference: url })];
}

function quoteOf(refer: JsonObject | null): Quote | null {
  if (refer === null) return null;
  return {
    id: asText(refer.seq),
    senderName: asText(refer.senderName) ?? asText(refer.sender),
    text: asText(refer.content),
  };
}

/** `recordInfo` follows WeChat's own XML: DataList.DataItems[] with SourceName, SourceTime, DataType, DataDesc. */
function forwardedOf(info: JsonObject | null, depth: number): readonly Forwarded[] {
  if (info === null || depth > DEEPEST_FORWARD) return [];
  const list = asObject(info.DataList) ?? asObject(info.dataList);
  return asArray(list?.DataItems ?? list?.dataItems).flatMap((value: Json) => {
    const item = asObject(value);
    if (item === null) return [];
    const member = (name: string): string =>
      asText(item[name]) ?? asText(item[name.charAt(0).toLowerCase() + name.slice(1)]) ?? '';
    const inner = asObject(item.RecordXML) ?? asObject(item.recordXML);
    return [
      {
        senderName: member('SourceName') || null,
        time: dateTime(member('SourceTime'), null),
        type: member('DataType') === '1' ? 'text' : 'unknown',
        nativeType: member('DataType'),
        text: member('DataDesc') || member('DataTitle'),
        attachments: [],
        items: forwardedOf(objectAt(inner ?? undefined, 'RecordInfo') ?? inner, depth + 1),
      } satisfies Forwarded,
    ];
  });
}

function rowsOf(reading: Reading, roster: Roster, columns: readonly string[]): OnRow | null {
  if (hasColumns(columns, MESSAGE_COLUMNS)) return messageRows(reading, roster, columns);
  if (hasColumns(columns, GROUP_COLUMNS)) {
    const at = columnsOf(columns, ['Name', 'Remark', 'NickName']);
    return (cells) => {
      const id = cells[at.Name] ?? '';
      roster.conversation(id, { id, name: cells[at.Remark] || cells[at.NickName] || null, kind: 'group' });
    };
  }
  const at = columnsOf(columns, ['UserName', 'Remark', 'NickName']);
  return (cells) => {
    const account = cells[at.UserName] ?? '';
    roster.person(account, { account, accountName: cells[at.NickName] || null, remark: cells[at.Remark] || null });
  };
}

function messageRows(reading: Reading, roster: Roster, columns: readonly string[]): OnRow {
  const at = columnsOf(columns, ['Time', 'SenderName', 'Sender', 'TalkerName', 'Talker', 'Content']);
  return (cells, place, raw) => {
    const cell = (column: keyof typeof at): string => cells[at[column]] ?? '';
    const talker = cell('Talker');
    const sender = cell('Sender');
    const message = messageOf({
      conversation: roster.conversation(talker, {
        id: talker,
        name: cell('TalkerName') || null,
        kind: isChatroom(talker) ? 'group' : 'direct',
      }),
      sender:
        sender === '' ? null : roster.person(sender, { account: sender, accountName: cell('SenderName') || null }),
      senderName: cell('SenderName') || null,
      // The CSV has no type; placeholders such as [图片] stay what they are, text.
      type: sender === '' ? 'system' : 'text',
      nativeType: '',
      text: cell('Content'),
      time: readDateTime(reading, cell('Time'), place),
    });
    reading.sink.record(message, place, raw);
  };
}
