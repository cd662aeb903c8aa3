/** One record of each DingTalk source as a message. */
import { attachment, nameOfPath } from '../../attachment.ts';
import { type Json, type JsonObject, parseJson } from '../../json/lossless.ts';
import {
  asArray,
  asBoolean,
  asInteger,
  asObject,
  asString,
  asText,
  objectAt,
  parsedWithin,
} from '../../json/members.ts';
import { messageOf } from '../../message.ts';
import type { Attachment, Forwarded, Message, MessageParts, MessageType, Place, Quote, Reaction } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import type { Roster } from '../../roster.ts';
import { dateTime } from '../../time/dateTime.ts';
import { readDateTime, readMs } from '../../time/readTime.ts';
import { namedZone } from '../../time/zones.ts';
import { flawed } from '../../warnings.ts';
import type { DingTalkKind } from './detect.ts';

/** The command line's documentation: times are of this zone, without saying so. */
export const DOCUMENTED_ZONE = namedZone('Asia/Shanghai');

const TYPES: Readonly<Record<string, MessageType>> = {
  text: 'text',
  richtext: 'text',
  markdown: 'text',
  picture: 'image',
  image: 'image',
  photo: 'image',
  audio: 'voice',
  voice: 'voice',
  video: 'video',
  file: 'file',
  link: 'link',
  actioncard: 'link',
  interactivecard: 'link',
  card: 'link',
  emotion: 'sticker',
  sticker: 'sticker',
  location: 'location',
  chatrecord: 'forward',
  forward: 'forward',
  merge_forward: 'forward',
  redpacket: 'red-packet',
  system: 'system',
  recall: 'recalled',
  recalled: 'recalled',
  calendar: 'calendar',
  todo: 'todo',
  unknownmsgtype: 'unknown',
};

export function dingTalkMessage(
  reading: Reading,
  roster: Roster,
  kind: DingTalkKind,
  object: JsonObject,
  place: Place,
): Message {
  if (kind === 'file-audit') return fileAudit(reading, roster, object, place);
  if (kind === 'outside-group') return outsideGroup(reading, roster, object, place);
  if (kind === 'message-list') return listed(reading, roster, object, place);
  return kind === 'robot' ? robot(reading, roster, object, place) : event(reading, roster, object, place);
}

function typeOf(reading: Reading, nativeType: string, place: Place): MessageType {
  const type = TYPES[nativeType.toLowerCase()];
  if (type === undefined) flawed(reading.sink.warning, 'type-unknown', place, { type: nativeType });
  return type ?? 'unknown';
}

/** a) `/v1.0/exclusive/fileAuditLogs`: who did what with which file. */
function fileAudit(reading: Reading, roster: Roster, object: JsonObject, place: Place): Message {
  const account = asText(object.userId) ?? asText(object.operatorName);
  const name = asText(object.operatorName) ?? asText(object.realName);
  const resource = asString(object.resource);
  const receiver = asText(object.receiverName);
  const people = asArray(object.docReceiverList).flatMap((value) => asText(asObject(value)?.receiverName) ?? []);
  const recipients = [...(receiver === null ? [] : [receiver]), ...people];
  const extension = asText(object.resourceExtension);
  const fileName = extension === null || resource.endsWith(`.${extension}`) ? resource : `${resource}.${extension}`;
  const space = asText(object.targetSpaceId) ?? 'file-audit';
  return messageOf({
    id: asText(object.bizId),
    conversation: roster.conversation(space, {
      id: asText(object.targetSpaceId),
      name: asText(object.orgName),
      kind: 'channel',
    }),
    sender: account === null ? null : roster.person(account, { account: asText(object.userId), accountName: name }),
    senderName: name,
    type: 'file',
    nativeType: asText(object.action) ?? '',
    text: [asText(object.operateModuleView), asText(object.actionView), fileName || null]
      .filter((word) => word !== null)
      .join(' '),
    time: readMs(reading, asText(object.gmtCreate), place),
    parts: {
      ...(recipients.length > 0 && { recipients }),
      attachments: [
        attachment('file', {
          name: fileName,
          sizeBytes: asInteger(object.resourceSize),
          reference: asText(object.docPcUrl),
        }),
      ],
    },
  });
}

/** b) `/v1.0/exclusive/audits/outsideGroups/messages/query`. */
function outsideGroup(reading: Reading, roster: Roster, object: JsonObject, place: Place): Message {
  const group = asText(object.openConversationId) ?? '';
  const sender = asText(objectAt(object, 'sender')?.id);
  const content = parsedWithin(object.content, parseJson);
  const text =
    asText(objectAt(content ?? undefined, 'text')?.content) ?? asText(content?.content) ?? asString(object.content);
  const nativeType = asString(object.contentType);
  return messageOf({
    id: asText(object.openMessageId) ?? asText(object.messageId),
    conversation: roster.conversation(group, { id: group, kind: 'group' }),
    sender: sender === null ? null : roster.person(sender, { account: sender }),
    type: typeOf(reading, nativeType, place),
    nativeType,
    text,
    time: readDateTime(reading, asText(object.createAt), place),
  });
}

/** c) The official command line's `im.message-list.v1`. */
function listed(reading: Reading, roster: Roster, object: JsonObject, place: Place): Message {
  const conversation = asText(object.conversationId) ?? asText(object.openConversationId) ?? '';
  const sender = asText(object.senderId) ?? asText(object.sender);
  const senderName = asText(object.sender);
  const text = asString(object.text);
  const nativeType = asString(object.messageType);
  const sealed = text === '[加密消息]';
  const zone = reading.zone ?? DOCUMENTED_ZONE;
  const edited = asText(object.updateTime);
  const quote = quoteOf(object.quotedMessage);
  const reactions = asArray(object.reactions).flatMap(reactionOf);
  const forward = asArray(object.forwarded).map((value) => forwardedOf(value, 0));
  const attachments = asArray(object.resourceRefs).map(resourceOf);
  const thread = asText(object.threadId);
  const parts: MessageParts = {
    ...(attachments.length > 0 && { attachments }),
    ...(quote && { quote }),
    ...(reactions.length > 0 && { reactions }),
    ...(forward.length > 0 && { forward }),
    ...(thread !== null && { thread }),
    ...(edited !== null &&
      edited !== asText(object.createTime) && { edits: [{ time: dateTime(edited, zone), before: null }] }),
  };
  return messageOf({
    id: asText(object.messageId) ?? asText(object.openMessageId),
    conversation: roster.conversation(conversation, { id: conversation }),
    sender:
      sender === null ? null : roster.person(sender, { account: asText(object.senderId), accountName: senderName }),
    senderName,
    type: sealed ? 'encrypted' : typeOf(reading, nativeType, place),
    nativeType,
    text,
    time: readDateTime({ ...reading, zone }, asText(object.createTime), place),
    parts: Object.keys(parts).length === 0 ? null : parts,
  });
}

function quoteOf(value: Json | undefined): Quote | null {
  const object = asObject(value);
  if (object === null) return null;
  return {
    id: asText(object.messageId) ?? asText(object.openMessageId),
    senderName: asText(object.sender),
    text: asText(object.text) ?? asText(object.content),
  };
}

function reactionOf(value: Json): readonly Reaction[] {
  const object = asObject(value);
  const mark = asText(object?.emoji) ?? asText(object?.name) ?? asText(object?.value);
  if (object === null || mark === null) return [];
  const people = asArray(object.users).flatMap((user) => asText(user) ?? asText(asObject(user)?.name) ?? []);
  return [{ value: mark, count: asInteger(object.count) ?? people.length, people }];
}

function forwardedOf(value: Json, depth: number): Forwarded {
  const object = asObject(value);
  const nativeType = asString(object?.messageType);
  return {
    senderName: asText(object?.sender),
    time: dateTime(asString(object?.createTime), DOCUMENTED_ZONE),
    type: TYPES[nativeType.toLowerCase()] ?? 'unknown',
    nativeType,
    text: asString(object?.text),
    attachments: [],
    items: depth < 16 ? asArray(object?.forwarded).map((inner) => forwardedOf(inner, depth + 1)) : [],
  };
}

function resourceOf(value: Json): Attachment {
  const object = asObject(value);
  const reference = asText(object?.url) ?? asText(object?.resourceId) ?? asText(object?.downloadCode) ?? asText(value);
  const kind = TYPES[asString(object?.type).toLowerCase()];
  const known = kind === 'image' || kind === 'voice' || kind === 'video' || kind === 'sticker' ? kind : 'file';
  return attachment(known, {
    name: asText(object?.fileName) ?? asText(object?.name) ?? '',
    sizeBytes: asInteger(object?.size),
    reference,
  });
}

/** d) What a robot received. */
function robot(reading: Reading, roster: Roster, object: JsonObject, place: Place): Message {
  const conversation = asText(object.conversationId) ?? '';
  const sender = asText(object.senderStaffId) ?? asText(object.senderId);
  const nativeType = asString(object.msgtype);
  const content = parsedWithin(object.content, parseJson);
  const rich = asArray(content?.richText).flatMap((part) => asText(asObject(part)?.text) ?? []);
  const reference = asText(content?.downloadCode) ?? asText(content?.pictureDownloadCode);
  const type = typeOf(reading, nativeType, place);
  const isMedia = type === 'image' || type === 'voice' || type === 'video' || type === 'file';
  const mentions = asArray(object.atUsers).flatMap(
    (user) => asText(asObject(user)?.staffId) ?? asText(asObject(user)?.dingtalkId) ?? [],
  );
  const parts: MessageParts = {
    ...(isMedia && { attachments: [attachment(type, { name: asString(content?.fileName), reference })] }),
    ...(mentions.length > 0 && { mentions }),
  };
  return messageOf({
    id: asText(object.msgId),
    conversation: roster.conversation(conversation, {
      id: conversation,
      name: asText(object.conversationTitle),
      kind: asText(object.conversationType) === '2' ? 'group' : 'direct',
    }),
    sender: sender === null ? null : roster.person(sender, { account: sender, accountName: asText(object.senderNick) }),
    senderName: asText(object.senderNick),
    type,
    nativeType,
    text:
      asText(objectAt(object, 'text')?.content) ??
      (rich.length > 0 ? rich.join('') : (asText(content?.recognition) ?? asString(content?.fileName))),
    time: readMs(reading, asText(object.createAt), place),
    parts: Object.keys(parts).length === 0 ? null : parts,
  });
}

/** d) What a service account received, inside an event or flat. */
function event(reading: Reading, roster: Roster, outer: JsonObject, place: Place): Message {
  const object = asObject(outer.data) ?? outer;
  const from = asText(object.fromUser) ?? asText(object.fromUserId);
  const to = asText(object.toUser);
  const nativeType = asString(object.msgType);
  const type = typeOf(reading, nativeType, place);
  const picture = asText(object.tmpPicUrl);
  const conversation = [from, to].filter((account) => account !== null).join('|');
  return messageOf({
    id: asText(object.msgId),
    conversation: roster.conversation(conversation, { kind: 'direct' }),
    sender:
      from === null
        ? null
        : roster.person(from, { account: asText(object.fromUserId) ?? from, accountName: asText(object.senderNick) }),
    senderName: asText(object.senderNick),
    type,
    nativeType,
    text: asString(object.content),
    time: readMs(reading, asText(object.createTime), place),
    parts: {
      ...(to !== null && { recipients: [to] }),
      ...(picture !== null && {
        attachments: [attachment('image', { name: nameOfPath(picture), reference: picture })],
      }),
    },
  });
}

/** The envelope of the command line's list: the only source that says whether it is whole. */
export function envelopeOf(
  frame: JsonObject,
): { readonly complete: boolean; readonly facts: Record<string, string> } | null {
  const facts: Record<string, string> = {};
  for (const [name, value] of Object.entries(frame)) {
    if (name === 'messages' || name === 'list' || name === 'messageList') continue;
    const text = asText(value) ?? (typeof value === 'boolean' ? String(value) : null);
    if (text !== null) facts[name] = text;
    else if (name === 'failures' && asArray(value).length > 0) facts[name] = String(asArray(value).length);
  }
  const says = ['complete', 'hasMore', 'partial', 'failedCount', 'nextToken', 'contractVersion'].some(
    (name) => name in frame,
  );
  if (!says) return null;
  const more = asBoolean(frame.hasMore) === true || asText(frame.nextToken) !== null;
  const broken = asBoolean(frame.partial) === true || (asInteger(frame.failedCount) ?? 0) > 0;
  const cut = Object.entries(frame).some(([name, value]) => name.startsWith('truncated') && asBoolean(value) === true);
  return { complete: asBoolean(frame.complete) !== false && !more && !broken && !cut, facts };
}
