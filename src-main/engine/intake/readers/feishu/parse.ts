/** Feishu messages: answers of the interface, lists, events, and bodies without anything around them. */
import type { Json, JsonObject } from '../../json/lossless.ts';
import { parseJson } from '../../json/lossless.ts';
import { asArray, asBoolean, asObject, asString, asText, objectAt, parsedWithin } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { messageOf } from '../../message.ts';
import type { Message, MessageParts, Place } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { readMs } from '../../time/readTime.ts';
import { flawed, lost } from '../../warnings.ts';
import { feishuBody } from './bodies.ts';
import { LIST_PATHS, messageIn } from './detect.ts';

export async function readFeishu(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'feishu');
  const { json } = reading.head;
  const single = json !== null && !json.lines && messageIn(json.value) !== null;
  await readJson(reading, reading.file, json?.lines ?? false, {
    paths: single ? [''] : LIST_PATHS,
    wraps: (value) =>
      messageIn(value) === null &&
      (Array.isArray(objectAt(value, 'data')?.items) || Array.isArray(asObject(value)?.items)),
    record(value, place, raw) {
      const message = messageIn(value);
      if (message === null) lost(reading.sink.warning, 'record-without-message', place);
      else reading.sink.record(messageFrom(reading, roster, value, message, place), place, raw);
    },
    scopeEnd(scope) {
      const hasMore = asObject(scope.frame())?.has_more;
      if (typeof hasMore !== 'boolean') return;
      reading.sink.declared({ kind: 'completeness', complete: !hasMore, facts: { has_more: String(hasMore) } });
    },
  });
}

function messageFrom(reading: Reading, roster: Roster, value: Json, object: JsonObject, place: Place): Message {
  const msgType = asText(object.msg_type) ?? asString(object.message_type);
  const content = parsedWithin(objectAt(object, 'body')?.content ?? object.content, parseJson) ?? {};
  const body = feishuBody(msgType, content);
  if (body === null) flawed(reading.sink.warning, 'type-unknown', place, { type: msgType });
  const chat = asText(object.chat_id) ?? reading.head.name;
  const kind = asText(object.chat_type);
  // In lists the sender is a member of the message, in events it stands beside it.
  const sender = asObject(object.sender) ?? objectAt(value, 'event', 'sender') ?? objectAt(value, 'sender');
  const ids = asObject(sender?.sender_id);
  const account = asText(sender?.id) ?? asText(ids?.open_id) ?? asText(ids?.user_id) ?? asText(ids?.union_id);
  const deleted = asBoolean(object.deleted) === true;
  return messageOf({
    id: asText(object.message_id),
    conversation: roster.conversation(chat, {
      id: asText(object.chat_id),
      kind: kind === 'group' ? 'group' : kind === 'p2p' ? 'direct' : 'unknown',
    }),
    sender: account === null ? null : roster.person(account, { account }),
    type: deleted ? 'recalled' : (body?.type ?? 'unknown'),
    nativeType: msgType,
    text: withNames(body?.text ?? '', object.mentions),
    time: readMs(reading, asText(object.create_time), place),
    parts: partsOf(reading, object, body?.parts ?? {}, deleted, place),
  });
}

/** Texts call people `@_user_1`; `mentions` says who that is. */
function withNames(text: string, mentions: Json | undefined): string {
  return asArray(mentions).reduce<string>((named, value) => {
    const mention = asObject(value);
    const key = asText(mention?.key);
    const name = asText(mention?.name);
    return key === null || name === null ? named : named.replaceAll(key, `@${name}`);
  }, text);
}

function partsOf(
  reading: Reading,
  object: JsonObject,
  inner: MessageParts,
  deleted: boolean,
  place: Place,
): MessageParts | null {
  const parent = asText(object.parent_id);
  const thread = asText(object.thread_id) ?? asText(object.root_id);
  const updated = asBoolean(object.updated) === true;
  const mentions = asArray(object.mentions).flatMap((value) => {
    const id = asObject(value)?.id;
    return asText(id) ?? asText(asObject(id)?.open_id) ?? [];
  });
  const parts: MessageParts = {
    ...inner,
    ...(parent !== null && { quote: { id: parent, senderName: null, text: null } }),
    ...(thread !== null && { thread }),
    ...(mentions.length > 0 && { mentions }),
    ...(deleted && { deleted }),
    ...(updated && { edits: [{ time: readMs(reading, asText(object.update_time), place), before: null }] }),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}
