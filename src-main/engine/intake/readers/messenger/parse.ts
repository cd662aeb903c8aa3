/**
 * Messenger and Instagram exports as messages. The older export writes each UTF-8 byte of a text as a character of its
 * own (`å¤©`); that is undone where it gives well-formed UTF-8, and said to be. Newest messages come first.
 */
import { isUtf8 } from 'node:buffer';
import { attachment, nameOfPath } from '../../attachment.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asBoolean, asObject, asText } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { messageOf } from '../../message.ts';
import type { Attachment, Message, MessageParts, MessageType, Place, Reaction } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { readMs } from '../../time/readTime.ts';
import { lost } from '../../warnings.ts';

export async function readMessenger(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'messenger');
  const mend = (value: Json | undefined): string | null => mended(reading, asText(value));
  const conversation = conversationKey(reading.file.path);
  await readJson(reading, reading.file, reading.head.json?.lines ?? false, {
    paths: ['messages[]'],
    record(value, place, raw) {
      const object = asObject(value);
      if (object === null || !('sender_name' in object || 'senderName' in object)) {
        lost(reading.sink.warning, 'record-without-message', place);
        return;
      }
      roster.conversation(conversation, {});
      reading.sink.record(messageFrom(reading, roster, conversation, object, mend, place), place, raw);
    },
    scopeEnd(scope) {
      const frame = asObject(scope.frame());
      if (frame === null) return;
      const people = asArray(frame.participants).flatMap((value) => mend(asObject(value)?.name ?? value) ?? []);
      for (const name of people) roster.person(name, { accountName: name });
      const kind = people.length > 2 ? 'group' : people.length === 2 ? 'direct' : 'unknown';
      roster.conversation(conversation, {
        id: asText(frame.thread_path),
        name: mend(frame.title) ?? mend(frame.threadName),
        kind,
      });
    },
  });
}

/** Each conversation has a folder of its own with `message_1.json`, `message_2.json` … */
function conversationKey(path: string): string {
  const steps = path.split('/');
  return steps.length > 1 && /^message_\d+\.json$/.test(steps.at(-1) ?? '') ? (steps.at(-2) ?? path) : path;
}

function mended(reading: Reading, text: string | null): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every character stands for a byte here
  if (text === null || !/[\u0080-\u00ff]/.test(text) || !/^[\u0000-\u00ff]*$/.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  if (!isUtf8(bytes)) return text;
  reading.sink.assumed({
    about: 'text-repair',
    value: 'latin1-utf8',
    by: 'format',
    reason: 'text-repair',
    details: {},
  });
  return bytes.toString('utf8');
}

type Mend = (value: Json | undefined) => string | null;

function messageFrom(
  reading: Reading,
  roster: Roster,
  conversation: string,
  object: JsonObject,
  mend: Mend,
  place: Place,
): Message {
  const name = mend(object.sender_name) ?? mend(object.senderName);
  const attachments = attachmentsOf(object, mend);
  const unsent = asBoolean(object.is_unsent ?? object.isUnsent) === true;
  const reactions = asArray(object.reactions).flatMap((value) => reactionOf(asObject(value), mend));
  const parts: MessageParts = {
    ...(attachments.length > 0 && { attachments }),
    ...(reactions.length > 0 && { reactions }),
    ...(unsent && { revoke: { id: null, by: name, time: null } }),
  };
  const text = mend(object.content) ?? mend(object.text) ?? '';
  return messageOf({
    conversation,
    sender: name === null ? null : roster.person(name, { accountName: name }),
    senderName: name,
    type: unsent ? 'recalled' : typeOf(object, text, attachments),
    nativeType: asText(object.type) ?? '',
    text,
    time: readMs(reading, asText(object.timestamp_ms) ?? asText(object.timestamp), place),
    parts: Object.keys(parts).length === 0 ? null : parts,
  });
}

function typeOf(object: JsonObject, text: string, attachments: readonly Attachment[]): MessageType {
  if ('call_duration' in object || object.type === 'Call') return 'call';
  if (object.type === 'Subscribe' || object.type === 'Unsubscribe') return 'system';
  const [first] = attachments;
  return first !== undefined && (text === '' || first.kind === 'link') ? first.kind : 'text';
}

const LISTS: readonly (readonly [string, Attachment['kind']])[] = [
  ['photos', 'image'],
  ['gifs', 'image'],
  ['videos', 'video'],
  ['audio_files', 'voice'],
  ['files', 'file'],
  ['media', 'file'],
];

function attachmentsOf(object: JsonObject, mend: Mend): readonly Attachment[] {
  const files = LISTS.flatMap(([name, kind]) =>
    asArray(object[name]).flatMap((value) => {
      const uri = asText(asObject(value)?.uri);
      return uri === null ? [] : [attachment(kind, { name: nameOfPath(uri), reference: uri })];
    }),
  );
  const sticker = asText(asObject(object.sticker)?.uri);
  const share = asObject(object.share);
  const link = asText(share?.link);
  return [
    ...files,
    ...(sticker === null ? [] : [attachment('sticker', { name: nameOfPath(sticker), reference: sticker })]),
    ...(link === null ? [] : [attachment('link', { name: mend(share?.share_text) ?? '', reference: link })]),
  ];
}

function reactionOf(object: JsonObject | null, mend: Mend): readonly Reaction[] {
  const value = mend(object?.reaction);
  const actor = mend(object?.actor);
  return value === null ? [] : [{ value, count: 1, people: actor === null ? [] : [actor] }];
}
