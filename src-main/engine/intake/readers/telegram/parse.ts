/** Telegram Desktop's export as messages. `date_unixtime` is an instant; `date` alone is a wall clock of the exporter. */
import { attachment, nameOfPath } from '../../attachment.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asInteger, asObject, asString, asText } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import type { Scope } from '../../json/splitter.ts';
import { messageOf } from '../../message.ts';
import type { Attachment, Conversation, Message, MessageParts, MessageType, Place, Reaction } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { readDateTime, readSeconds } from '../../time/readTime.ts';
import { flawed, lost } from '../../warnings.ts';
import { PATHS } from './detect.ts';

export async function readTelegram(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'telegram');
  let scope: Scope | null = null;
  let conversation = '';
  const enter = (entered: Scope): void => {
    if (entered === scope) return;
    scope = entered;
    conversation = chatOf(roster, asObject(entered.frame()), entered.ordinal, reading.head.name);
  };
  await readJson(reading, reading.file, reading.head.json?.lines ?? false, {
    paths: PATHS,
    record(value, place, raw, _path, entered) {
      const object = asObject(value);
      if (object === null || entered === null || !('type' in object)) {
        lost(reading.sink.warning, 'record-without-message', place);
        return;
      }
      enter(entered);
      reading.sink.record(messageFrom(reading, roster, conversation, object, place), place, raw);
    },
  });
}

const KINDS: Readonly<Record<string, Conversation['kind']>> = {
  personal_chat: 'direct',
  bot_chat: 'direct',
  saved_messages: 'direct',
  private_group: 'group',
  private_supergroup: 'group',
  public_supergroup: 'group',
  private_channel: 'channel',
  public_channel: 'channel',
};

function chatOf(roster: Roster, chat: JsonObject | null, ordinal: number, file: string): string {
  const id = asText(chat?.id);
  const name = asText(chat?.name);
  // Ids of people, groups and channels are counted apart; the name tells chats without an id apart.
  const key = id ?? name ?? `${file}#${ordinal}`;
  return roster.conversation(key, { id, name, kind: KINDS[asString(chat?.type)] ?? 'unknown' });
}

const MEDIA: Readonly<Record<string, Attachment['kind']>> = {
  sticker: 'sticker',
  video_message: 'video',
  voice_message: 'voice',
  animation: 'video',
  video_file: 'video',
  audio_file: 'voice',
};
const NOT_SAVED = '(File ';

function messageFrom(
  reading: Reading,
  roster: Roster,
  conversation: string,
  object: JsonObject,
  place: Place,
): Message {
  const service = object.type === 'service';
  const name = asText(object.from) ?? asText(object.actor);
  const account = asText(object.from_id) ?? asText(object.actor_id);
  const key = account ?? name;
  const media = attachmentOf(object);
  if (object.type === 'unsupported') flawed(reading.sink.warning, 'type-unknown', place, { type: 'unsupported' });
  return messageOf({
    id: asText(object.id),
    sequence: asInteger(object.id),
    conversation,
    sender: key === null ? null : roster.person(key, { account, accountName: name }),
    senderName: name,
    type: service ? serviceType(object) : typeOf(object, media),
    nativeType: asText(object.media_type) ?? asText(object.action) ?? asString(object.type),
    text: service ? serviceText(object) : textOf(object),
    time:
      asText(object.date_unixtime) === null
        ? readDateTime(reading, asText(object.date), place)
        : readSeconds(reading, asText(object.date_unixtime), place),
    parts: partsOf(reading, object, media, place),
  });
}

/** A string, or a list of strings and pieces with a text of their own. */
function textOf(object: JsonObject): string {
  const { text } = object;
  if (typeof text === 'string') return text;
  return asArray(text)
    .map((piece) => (typeof piece === 'string' ? piece : asString(asObject(piece)?.text)))
    .join('');
}

function typeOf(object: JsonObject, media: Attachment | null): MessageType {
  if (object.type === 'unsupported') return 'unknown';
  if (media !== null && media.kind !== 'link') return media.kind;
  if (object.location_information !== undefined) return 'location';
  if (object.contact_information !== undefined) return 'contact';
  return object.poll === undefined ? 'text' : 'vote';
}

function serviceType(object: JsonObject): MessageType {
  const action = asString(object.action);
  return action === 'phone_call' || action === 'group_call' ? 'call' : 'system';
}

function serviceText(object: JsonObject): string {
  const members = asArray(object.members).flatMap((member) => asText(member) ?? []);
  return [asText(object.action), asText(object.title), ...members, textOf(object)].filter(Boolean).join(' ');
}

function attachmentOf(object: JsonObject): Attachment | null {
  const photo = asText(object.photo);
  const path = asText(object.file) ?? photo;
  if (path === null) return null;
  const seconds = asInteger(object.duration_seconds);
  const kind = photo === null ? (MEDIA[asString(object.media_type)] ?? 'file') : 'image';
  const saved = !path.startsWith(NOT_SAVED);
  return attachment(kind, {
    name: asText(object.file_name) ?? (saved ? nameOfPath(path) : ''),
    sizeBytes: asInteger(object.file_size) ?? asInteger(object.photo_file_size),
    reference: saved ? path : null,
    durationMs: seconds === null ? null : seconds * 1000,
  });
}

function partsOf(reading: Reading, object: JsonObject, media: Attachment | null, place: Place): MessageParts | null {
  const quoted = asText(object.reply_to_message_id);
  const edited = asText(object.edited_unixtime);
  const reactions = asArray(object.reactions).flatMap(reactionOf);
  const from = asText(object.forwarded_from);
  const parts: MessageParts = {
    ...(media !== null && { attachments: [media] }),
    ...(quoted !== null && { quote: { id: quoted, senderName: null, text: null } }),
    ...(edited !== null && { edits: [{ time: readSeconds(reading, edited, place), before: null }] }),
    ...(reactions.length > 0 && { reactions }),
    ...(from !== null && { forward: [forwardOf(reading, object, from, place)] }),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}

/** A forwarded message is shown as one, with the name of who wrote it first. */
function forwardOf(reading: Reading, object: JsonObject, senderName: string, place: Place) {
  const time = readSeconds(reading, asText(object.forwarded_date_unixtime), place);
  return { senderName, time, type: 'text' as const, nativeType: '', text: textOf(object), attachments: [], items: [] };
}

function reactionOf(value: Json): readonly Reaction[] {
  const object = asObject(value);
  const mark = asText(object?.emoji) ?? asText(object?.document_id) ?? asText(object?.type);
  if (object === null || mark === null) return [];
  const people = asArray(object.recent).flatMap(
    (recent) => asText(asObject(recent)?.from_id) ?? asText(asObject(recent)?.from) ?? [],
  );
  return [{ value: mark, count: asInteger(object.count) ?? people.length, people }];
}
