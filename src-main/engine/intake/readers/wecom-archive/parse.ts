/**
 * WeCom's archive as messages: decrypted records as the SDK gives them, as others serve them again, and encrypted
 * batches, whose records are kept as what they are: numbered, sealed, without a time of their own.
 */
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asBoolean, asInteger, asObject, asString, asText } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { messageOf } from '../../message.ts';
import type { Message, MessageParts, Place } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { readMs } from '../../time/readTime.ts';
import { UNDATED } from '../../time/recordedTime.ts';
import { flawed, lost } from '../../warnings.ts';
import { weComBody } from './bodies.ts';
import { decryptedRecord, isEncrypted, LIST_PATHS } from './detect.ts';

/** Key of what is still encrypted: to whom it belongs is inside. */
const ENCRYPTED = 'encrypted';

export async function readWeCom(reading: Reading): Promise<void> {
  const { json } = reading.head;
  const roster = new Roster(reading.sink, 'wecom');
  const single = json !== null && !json.lines && decryptedRecord(json.value) !== null;
  await readJson(reading, reading.file, json?.lines ?? false, {
    paths: single ? [''] : LIST_PATHS,
    wraps: (value) => decryptedRecord(value) === null && wrapsList(value),
    record(value, place, raw) {
      const outer = asObject(value);
      const record = decryptedRecord(value);
      const sequence = asInteger(outer?.seq) ?? asInteger(record?.seq);
      if (record !== null) reading.sink.record(decrypted(reading, roster, record, sequence, place), place, raw);
      else if (outer !== null && isEncrypted(outer))
        reading.sink.record(encrypted(roster, outer, sequence), place, raw);
      else lost(reading.sink.warning, 'record-without-message', place);
    },
    scopeEnd(scope) {
      const frame = asObject(scope.frame());
      const code = asInteger(frame?.errcode);
      // A batch that the server answered with an error is not whole.
      if (code === null || code === 0) return;
      reading.sink.declared({
        kind: 'completeness',
        complete: false,
        facts: { errcode: String(code), errmsg: asString(frame?.errmsg) },
      });
    },
  });
}

function wrapsList(value: Json): boolean {
  const object = asObject(value);
  if (object === null) return false;
  const data = asObject(object.data);
  return [object.chatdata, object.data, object.list, object.records, data?.chatdata, data?.list, data?.records].some(
    Array.isArray,
  );
}

function encrypted(roster: Roster, record: JsonObject, sequence: number | null): Message {
  return messageOf({
    id: asText(record.msgid),
    sequence,
    conversation: roster.conversation(ENCRYPTED, {}),
    type: 'encrypted',
    nativeType: `publickey_ver ${asText(record.publickey_ver) ?? ''}`.trim(),
    text: '',
    time: UNDATED,
  });
}

function decrypted(
  reading: Reading,
  roster: Roster,
  record: JsonObject,
  sequence: number | null,
  place: Place,
): Message {
  const action = asString(record.action);
  const msgtype = asString(record.msgtype);
  const from = asText(record.from) ?? asText(record.user);
  const recipients = recipientsOf(record.tolist);
  const sender = from === null ? null : roster.person(from, { account: from });
  const common = {
    id: asText(record.msgid),
    sequence,
    conversation: conversationOf(roster, record, from, recipients),
    sender,
    senderName: asText(record.from_name) ?? null,
    time: readMs(reading, asText(record.msgtime) ?? asText(record.time), place),
  };
  // 切换企业日志: somebody went to work for another company.
  if (action === 'switch') return messageOf({ ...common, type: 'system', nativeType: 'switch', text: '' });
  const body = weComBody(msgtype, record);
  if (body === null) flawed(reading.sink.warning, 'type-unknown', place, { type: msgtype });
  const parts: MessageParts = {
    ...(recipients.length > 0 && { recipients }),
    ...body?.parts,
    ...revokeMark(reading, record, place),
  };
  return messageOf({
    ...common,
    type: action === 'recall' ? 'recalled' : (body?.type ?? 'unknown'),
    nativeType: msgtype,
    text: body?.text ?? '',
    parts: Object.keys(parts).length === 0 ? null : parts,
  });
}

/** Those who serve records again mark the message itself: `is_revoke`, `revoke_time`. */
function revokeMark(reading: Reading, record: JsonObject, place: Place): MessageParts {
  if (asBoolean(record.is_revoke) !== true) return {};
  const time = readMs(reading, asText(record.revoke_time), place);
  return { revoke: { id: asText(record.msgid), by: null, time: time.kind === 'undated' ? null : time } };
}

/** A list; one of the vendors gives it as a text, as JSON or with commas. */
function recipientsOf(value: Json | undefined): readonly string[] {
  if (typeof value !== 'string') return asArray(value).flatMap((item) => asText(item) ?? []);
  return value.split(/[\s,;"[\]]+/).filter((account) => account !== '');
}

/** A room, or the people of a single chat: the same key whoever of them writes. */
function conversationOf(
  roster: Roster,
  record: JsonObject,
  from: string | null,
  recipients: readonly string[],
): string {
  const room = asText(record.roomid);
  if (room !== null) return roster.conversation(room, { id: room, kind: 'group' });
  const people = [...new Set([...(from === null ? [] : [from]), ...recipients])].sort();
  return roster.conversation(people.join('|'), { kind: people.length === 2 ? 'direct' : 'unknown' });
}
