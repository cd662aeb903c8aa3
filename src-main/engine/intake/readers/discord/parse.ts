/** DiscordChatExporter's documents as messages. Times carry their offset; ids are 64 bits and stay text. */
import { attachment, nameOfPath } from '../../attachment.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asInteger, asObject, asString, asText, objectAt } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { messageOf } from '../../message.ts';
import type { Attachment, Message, MessageParts, MessageType, Place, Reaction } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { readDateTime } from '../../time/readTime.ts';
import { lost } from '../../warnings.ts';

export async function readDiscord(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'discord');
  let conversation: string | null = null;
  await readJson(reading, reading.file, reading.head.json?.lines ?? false, {
    paths: ['messages[]'],
    record(value, place, raw, _path, scope) {
      const object = asObject(value);
      if (object === null || asText(object.id) === null) {
        lost(reading.sink.warning, 'record-without-message', place);
        return;
      }
      conversation ??= channelOf(roster, asObject(scope?.frame() ?? null), reading.head.name);
      reading.sink.record(messageFrom(reading, roster, conversation, object, place), place, raw);
    },
    scopeEnd(scope) {
      const frame = asObject(scope.frame());
      const count = asInteger(frame?.messageCount);
      const key = conversation ?? channelOf(roster, frame, reading.head.name);
      if (count !== null) reading.sink.declared({ kind: 'message-count', conversation: key, count });
    },
  });
}

function channelOf(roster: Roster, frame: JsonObject | null, file: string): string {
  const channel = objectAt(frame ?? undefined, 'channel');
  const type = asString(channel?.type);
  const names = [asText(objectAt(frame ?? undefined, 'guild')?.name), asText(channel?.name)].filter(
    (name) => name !== null,
  );
  return roster.conversation(asText(channel?.id) ?? file, {
    id: asText(channel?.id),
    name: names.join(' / '),
    kind: type === 'DirectTextChat' ? 'direct' : type === 'DirectGroupTextChat' ? 'group' : 'channel',
  });
}

function messageFrom(
  reading: Reading,
  roster: Roster,
  conversation: string,
  object: JsonObject,
  place: Place,
): Message {
  const author = asObject(object.author);
  const account = asText(author?.id) ?? asText(author?.name);
  const nickname = asText(author?.nickname);
  const nativeType = asText(object.type) ?? '';
  const attachments = [
    ...asArray(object.attachments).flatMap((value) => fileOf(asObject(value))),
    ...asArray(object.stickers).flatMap((value) => stickerOf(asObject(value))),
    ...asArray(object.embeds).flatMap((value) => embedOf(asObject(value))),
  ];
  const text = asString(object.content);
  return messageOf({
    id: asText(object.id),
    conversation,
    sender:
      account === null
        ? null
        : roster.person(account, {
            account: asText(author?.id),
            accountName: asText(author?.name),
            ...(nickname !== null && { groupNickname: nickname, conversation }),
          }),
    senderName: nickname ?? asText(author?.name),
    type: typeOf(nativeType, text, attachments),
    nativeType,
    text,
    time: readDateTime(reading, asText(object.timestamp), place),
    parts: partsOf(reading, object, attachments, place),
  });
}

function typeOf(nativeType: string, text: string, attachments: readonly Attachment[]): MessageType {
  if (nativeType === 'Call' || nativeType === '3') return 'call';
  // Default, Reply and the numbers that unknown versions leave are said by people; all else Discord says itself.
  const said =
    nativeType === 'Default' ||
    nativeType === 'Reply' ||
    nativeType === '0' ||
    nativeType === '19' ||
    nativeType === 'ApplicationCommand' ||
    nativeType === '20' ||
    nativeType === '';
  if (!said) return 'system';
  const [first] = attachments;
  return text === '' && first !== undefined ? first.kind : 'text';
}

function fileOf(object: JsonObject | null): readonly Attachment[] {
  if (object === null) return [];
  const url = asText(object.url);
  const name = asText(object.fileName) ?? nameOfPath(url ?? '');
  return [attachment(kindOf(name), { name, sizeBytes: asInteger(object.fileSizeBytes), reference: url })];
}

function kindOf(name: string): Attachment['kind'] {
  if (/\.(?:png|jpe?g|gif|webp|bmp|avif)$/i.test(name)) return 'image';
  if (/\.(?:mp4|webm|mov|mkv)$/i.test(name)) return 'video';
  return /\.(?:ogg|mp3|wav|m4a|flac)$/i.test(name) ? 'voice' : 'file';
}

function stickerOf(object: JsonObject | null): readonly Attachment[] {
  return object === null
    ? []
    : [attachment('sticker', { name: asString(object.name), reference: asText(object.sourceUrl) })];
}

function embedOf(object: JsonObject | null): readonly Attachment[] {
  const reference = asText(object?.url);
  return reference === null ? [] : [attachment('link', { name: asString(object?.title), reference })];
}

function partsOf(
  reading: Reading,
  object: JsonObject,
  attachments: readonly Attachment[],
  place: Place,
): MessageParts | null {
  const edited = asText(object.timestampEdited);
  const quoted = asText(asObject(object.reference)?.messageId);
  const reactions = asArray(object.reactions).flatMap(reactionOf);
  const mentions = asArray(object.mentions).flatMap((mention) => asText(asObject(mention)?.id) ?? []);
  const parts: MessageParts = {
    ...(attachments.length > 0 && { attachments }),
    ...(quoted !== null && { quote: { id: quoted, senderName: null, text: null } }),
    ...(edited !== null && { edits: [{ time: readDateTime(reading, edited, place), before: null }] }),
    ...(reactions.length > 0 && { reactions }),
    ...(mentions.length > 0 && { mentions }),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}

function reactionOf(value: Json): readonly Reaction[] {
  const object = asObject(value);
  const mark = asText(asObject(object?.emoji)?.name);
  if (object === null || mark === null) return [];
  const people = asArray(object.users).flatMap((user) => asText(asObject(user)?.id) ?? []);
  return [{ value: mark, count: asInteger(object.count) ?? people.length, people }];
}
