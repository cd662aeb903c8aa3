/** Teams messages. Bodies are HTML or text; times carry their offset; the newest may come first. */
import { attachment } from '../../attachment.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asObject, asString, asText } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { messageOf } from '../../message.ts';
import type { Attachment, Message, MessageParts, Place, Reaction } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { htmlText } from '../../text/htmlText.ts';
import { readDateTime } from '../../time/readTime.ts';
import { lost } from '../../warnings.ts';
import { member, PATHS } from './detect.ts';

export async function readTeams(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'teams');
  const { json } = reading.head;
  const single = json !== null && !json.lines && member(asObject(json.value), 'messageType') !== undefined;
  await readJson(reading, reading.file, json?.lines ?? false, {
    paths: single ? [''] : PATHS,
    record(value, place, raw) {
      const object = asObject(value);
      if (object === null || member(object, 'createdDateTime') === undefined)
        lost(reading.sink.warning, 'record-without-message', place);
      else reading.sink.record(messageFrom(reading, roster, object, place), place, raw);
    },
    scopeEnd(scope) {
      const next = asText(asObject(scope.frame())?.['@odata.nextLink']);
      if (next !== null) reading.sink.declared({ kind: 'completeness', complete: false, facts: { nextLink: next } });
    },
  });
}

function messageFrom(reading: Reading, roster: Roster, object: JsonObject, place: Place): Message {
  const body = asObject(member(object, 'body'));
  const content = asString(member(body, 'content'));
  const html = asString(member(body, 'contentType')).toLowerCase() === 'html';
  const messageType = asString(member(object, 'messageType'));
  const system = messageType !== 'message';
  const sender = senderOf(asObject(member(object, 'from')));
  const deleted = asText(member(object, 'deletedDateTime'));
  return messageOf({
    id: asText(member(object, 'id')),
    conversation: conversationOf(roster, object, reading.head.name),
    sender: sender === null ? null : roster.person(sender.key, { account: sender.account, accountName: sender.name }),
    senderName: sender?.name ?? null,
    type: deleted !== null ? 'recalled' : system ? 'system' : 'text',
    nativeType: messageType,
    text: html ? htmlText(content) : content,
    time: readDateTime(reading, asText(member(object, 'createdDateTime')), place),
    parts: partsOf(reading, object, deleted, place),
  });
}

function conversationOf(roster: Roster, object: JsonObject, file: string): string {
  const chat = asText(member(object, 'chatId'));
  if (chat !== null)
    return roster.conversation(chat, { id: chat, kind: /@unq\.gbl\.spaces$/.test(chat) ? 'direct' : 'group' });
  const channel = asText(member(asObject(member(object, 'channelIdentity')), 'channelId'));
  return roster.conversation(channel ?? file, { id: channel, kind: channel === null ? 'unknown' : 'channel' });
}

/** A person, else an application or a device. */
function senderOf(
  from: JsonObject | null,
): { readonly key: string; readonly account: string | null; readonly name: string | null } | null {
  for (const kind of ['user', 'application', 'device']) {
    const who = asObject(member(from, kind));
    const account = asText(member(who, 'id'));
    const name = asText(member(who, 'displayName'));
    const key = account ?? name;
    if (key !== null) return { key, account, name };
  }
  return null;
}

function partsOf(reading: Reading, object: JsonObject, deleted: string | null, place: Place): MessageParts | null {
  const edited = asText(member(object, 'lastEditedDateTime'));
  const thread = asText(member(object, 'replyToId'));
  const attachments = asArray(member(object, 'attachments')).flatMap(attachmentOf);
  const reactions = asArray(member(object, 'reactions')).flatMap(reactionOf);
  const mentions = asArray(member(object, 'mentions')).flatMap(
    (value) => asText(member(asObject(value), 'mentionText')) ?? [],
  );
  const parts: MessageParts = {
    ...(attachments.length > 0 && { attachments }),
    ...(reactions.length > 0 && { reactions }),
    ...(mentions.length > 0 && { mentions }),
    ...(thread !== null && { thread }),
    ...(edited !== null && { edits: [{ time: readDateTime(reading, edited, place), before: null }] }),
    ...(deleted !== null && {
      revoke: { id: asText(member(object, 'id')), by: null, time: readDateTime(reading, deleted, place) },
    }),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}

function attachmentOf(value: Json): readonly Attachment[] {
  const object = asObject(value);
  if (object === null) return [];
  const kind = /^image\//.test(asString(member(object, 'contentType'))) ? 'image' : 'file';
  return [
    attachment(kind, {
      name: asString(member(object, 'name')),
      reference: asText(member(object, 'contentUrl')) ?? asText(member(object, 'id')),
    }),
  ];
}

function reactionOf(value: Json): readonly Reaction[] {
  const object = asObject(value);
  const mark = asText(member(object, 'reactionType'));
  const user = asObject(member(asObject(member(object, 'user')), 'user'));
  const who = asText(member(user, 'id')) ?? asText(member(user, 'displayName'));
  return mark === null ? [] : [{ value: mark, count: 1, people: who === null ? [] : [who] }];
}
