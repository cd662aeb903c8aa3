/** Records of PyWxDump as messages. Times are wall clocks of the machine that exported. */
import { attachment, nameOfPath } from '../../attachment.ts';
import { type Json, parseJson } from '../../json/lossless.ts';
import { asArray, asObject, asString, asText, parsedWithin } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { messageOf } from '../../message.ts';
import type { Attachment, MessageType, Place } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { heldWhole } from '../../source/sourceFile.ts';
import { columnsOf, readTable } from '../../table/readTable.ts';
import { readDateTime } from '../../time/readTime.ts';
import { flawed, lost } from '../../warnings.ts';
import { isChatroom, typeOfChineseName } from '../../wechat/types.ts';
import { COLUMNS } from './detect.ts';

/** What `talker` says of the account's own messages. */
const SELF = '我';

type Field =
  | 'id'
  | 'MsgSvrID'
  | 'type_name'
  | 'is_sender'
  | 'talker'
  | 'room_name'
  | 'msg'
  | 'src'
  | 'content'
  | 'CreateTime';

export async function readPyWxDump(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'wechat');
  for (const users of reading.companions) await readUsers(roster, await heldWhole(users));
  const onRecord = recordsInto(reading, roster);
  if (reading.head.json !== null) {
    await readJson(reading, reading.file, reading.head.json.lines, {
      paths: ['[]'],
      record(value, place, raw) {
        const object = asObject(value);
        if (object === null || !('MsgSvrID' in object)) {
          lost(reading.sink.warning, 'record-without-message', place);
          return;
        }
        onRecord((field) => asText(object[field]) ?? '', place, raw);
      },
    });
    return;
  }
  await readTable(reading, reading.file, {
    header(columns) {
      const at = columnsOf(columns, [...(COLUMNS as Field[]), 'msg', 'src', 'content'] as const);
      return (cells, place, raw) => onRecord((field) => cells[at[field]] ?? '', place, raw);
    },
  });
}

function recordsInto(reading: Reading, roster: Roster) {
  return (field: (name: Field) => string, place: Place, raw: Buffer): void => {
    const nativeType = field('type_name');
    const type = typeOfChineseName(nativeType);
    if (type === null) {
      flawed(reading.sink.warning, 'type-unknown', place, { type: nativeType });
    }
    // Older versions: `content` holds {"src": …, "msg": …}.
    const inner = parsedWithin(field('content'), parseJson);
    const source = inner ? asString(inner.src) : field('src');
    const text = inner ? asString(inner.msg) : field('msg') || field('content');
    const room = field('room_name');
    const outgoing = field('is_sender') === '1' || field('talker') === SELF;
    const talker = outgoing ? SELF : field('talker');
    const notice = type === 'system' || type === 'recalled' || type === 'nudge';
    const attachments = attachmentsOf(type, source);
    const message = messageOf({
      id: field('MsgSvrID') || field('id'),
      sequence: Number(field('id')) || null,
      conversation: roster.conversation(room, { id: room, kind: isChatroom(room) ? 'group' : 'direct' }),
      sender: roster.person(talker, { account: outgoing ? null : talker, isSelf: outgoing }),
      senderName: talker,
      type: type ?? 'unknown',
      nativeType,
      text,
      time: readDateTime(reading, field('CreateTime'), place),
      parts: notice
        ? null
        : { direction: outgoing ? 'outgoing' : 'incoming', ...(attachments.length > 0 && { attachments }) },
    });
    reading.sink.record(message, place, raw);
  };
}

function attachmentsOf(type: MessageType | null, source: string): readonly Attachment[] {
  if (source === '') return [];
  if (type === 'image' || type === 'voice' || type === 'video' || type === 'file' || type === 'sticker') {
    return [attachment(type, { name: nameOfPath(source), reference: source })];
  }
  return type === 'link' ? [attachment('link', { reference: source })] : [];
}

/** `users.json`: an object by account id, or a list. */
async function readUsers(roster: Roster, bytes: Buffer | null): Promise<void> {
  let users: Json = null;
  try {
    users = bytes === null ? null : parseJson(bytes.toString('utf8'));
  } catch {
    // A companion that cannot be read costs names only; the messages say who wrote them.
    return;
  }
  for (const value of asArray(users).length > 0 ? asArray(users) : Object.values(asObject(users) ?? {})) {
    const user = asObject(value);
    const account = asText(user?.wxid);
    if (user === null || account === null) continue;
    roster.person(account, { account, accountName: asText(user.nickname), remark: asText(user.remark) });
  }
}
