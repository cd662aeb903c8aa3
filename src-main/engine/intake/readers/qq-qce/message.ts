/** One message of QQChatExporter, in its present form and in that of version 4. */
import { attachment } from '../../attachment.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asBoolean, asInteger, asObject, asString, asText, objectAt } from '../../json/members.ts';
import { messageOf } from '../../message.ts';
import type { Attachment, Message, MessageParts, MessageType, Place, Quote } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import type { Roster } from '../../roster.ts';
import { readDateTime, readEpoch } from '../../time/readTime.ts';
import type { RecordedTime } from '../../time/recordedTime.ts';

export interface QceChat {
  readonly key: string;
  readonly group: boolean;
  readonly selfUin: string | null;
}

/** QQ's message types (NT client), as `type_9` or as a number in version 4. */
const NATIVE_TYPES: Readonly<Record<string, MessageType>> = {
  2: 'text',
  3: 'file',
  4: 'link',
  5: 'system',
  6: 'voice',
  7: 'video',
  8: 'forward',
  9: 'text',
  10: 'red-packet',
  11: 'link',
  17: 'sticker',
  21: 'call',
};
const ELEMENT_TYPES: Readonly<Record<string, MessageType>> = {
  image: 'image',
  video: 'video',
  audio: 'voice',
  voice: 'voice',
  file: 'file',
  market_face: 'sticker',
  forward: 'forward',
  location: 'location',
  json: 'link',
};

/** Null for an object that is no message. */
export function qceMessage(
  reading: Reading,
  roster: Roster,
  chat: QceChat,
  object: JsonObject,
  place: Place,
): Message | null {
  const id = asText(object.id) ?? asText(object.messageId);
  const content = asObject(object.content);
  if (id === null || content === null) return null;
  const raw = asObject(object.rawMessage);
  const sender = asObject(object.sender);
  const uin = asText(sender?.uin) ?? asText(raw?.senderUin);
  const uid = asText(sender?.uid) ?? asText(raw?.senderUid);
  const account = uin !== null && uin !== '0' ? uin : uid;
  const system = asBoolean(object.system ?? object.isSystemMessage) ?? false;
  const recalled = asBoolean(object.recalled ?? object.isRecalled) ?? false;
  const accountName = asText(sender?.nickname) ?? asText(sender?.name) ?? asText(raw?.sendNickName);
  const groupNickname = asText(sender?.groupCard) ?? asText(raw?.sendMemberName);
  const nativeType = asText(object.type) ?? asText(object.messageType) ?? '';
  const attachments = attachmentsOf(asArray(content.resources));
  return messageOf({
    id,
    sequence: asInteger(object.seq) ?? asInteger(raw?.msgSeq) ?? null,
    conversation: chat.key,
    sender:
      account === null || system
        ? null
        : roster.person(account, {
            account,
            accountName,
            remark: asText(sender?.remark),
            isSelf: chat.selfUin !== null && account === chat.selfUin,
            ...(chat.group && groupNickname !== null && { groupNickname, conversation: chat.key }),
          }),
    senderName: groupNickname ?? asText(sender?.name) ?? accountName,
    type: recalled ? 'recalled' : system ? 'system' : typeOf(nativeType, asArray(content.elements), attachments),
    nativeType,
    text: asString(content.text),
    time: timeOf(reading, object, place),
    parts: partsOf(content, attachments, recalled ? id : null),
  });
}

function timeOf(reading: Reading, object: JsonObject, place: Place): RecordedTime {
  const stamp = asText(object.timestamp);
  if (stamp !== null && /^\d+$/.test(stamp)) return readEpoch(reading, stamp, place);
  return readDateTime(reading, stamp ?? asText(object.time), place);
}

function typeOf(nativeType: string, elements: readonly Json[], attachments: readonly Attachment[]): MessageType {
  const byNumber = NATIVE_TYPES[nativeType.replace(/^type_/, '')];
  if (byNumber !== undefined && byNumber !== 'text') return byNumber;
  const kinds = elements.flatMap((element) => asText(asObject(element)?.type) ?? []).filter((kind) => kind !== 'reply');
  // Mixed contents are text with attachments; one element alone is what it is.
  const [only] = kinds;
  if (kinds.length === 1 && only !== undefined) return ELEMENT_TYPES[only] ?? 'text';
  const [first] = attachments;
  return kinds.length === 0 && byNumber === undefined && attachments.length === 1 && first && first.kind !== 'link'
    ? first.kind
    : 'text';
}

const RESOURCE_KINDS: Readonly<Record<string, Attachment['kind']>> = {
  image: 'image',
  video: 'video',
  audio: 'voice',
  voice: 'voice',
  file: 'file',
};

function attachmentsOf(resources: readonly Json[]): readonly Attachment[] {
  return resources.flatMap((value) => {
    const resource = asObject(value);
    if (resource === null) return [];
    const duration = asInteger(resource.duration);
    return [
      attachment(RESOURCE_KINDS[asString(resource.type)] ?? 'file', {
        name: asText(resource.filename) ?? asText(resource.fileName) ?? '',
        sizeBytes: asInteger(resource.size),
        reference: asText(resource.localPath) ?? asText(resource.url),
        durationMs: duration === null ? null : duration * 1000,
      }),
    ];
  });
}

function partsOf(
  content: JsonObject,
  attachments: readonly Attachment[],
  recalledId: string | null,
): MessageParts | null {
  const quote = quoteOf(content);
  const mentions = asArray(content.mentions).flatMap((mention) => {
    const object = asObject(mention);
    return asText(object?.uin) ?? asText(object?.uid) ?? asText(object?.name) ?? [];
  });
  const parts: MessageParts = {
    ...(attachments.length > 0 && { attachments }),
    ...(quote !== null && { quote }),
    ...(mentions.length > 0 && { mentions }),
    ...(recalledId !== null && { revoke: { id: recalledId, by: null, time: null } }),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}

function quoteOf(content: JsonObject): Quote | null {
  const element = asArray(content.elements)
    .map(asObject)
    .find((candidate) => candidate?.type === 'reply');
  const reply = objectAt(element ?? undefined, 'data') ?? asObject(content.reply);
  if (reply === null) return null;
  return {
    id: asText(reply.referencedMessageId) ?? asText(reply.replyMessageId) ?? asText(reply.messageId),
    senderName: asText(reply.senderName) ?? asText(reply.senderUin),
    text: asText(reply.content) ?? asText(reply.text),
  };
}
