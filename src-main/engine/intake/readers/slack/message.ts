/** One Slack message. `ts` is its time and its name within the channel; a thread is named by the `ts` of its first. */
import { attachment } from '../../attachment.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asInteger, asObject, asString, asText } from '../../json/members.ts';
import { messageOf } from '../../message.ts';
import type { Attachment, Message, MessageParts, MessageType, Reaction } from '../../model.ts';
import type { Roster } from '../../roster.ts';
import { instantFromMs, type RecordedTime } from '../../time/recordedTime.ts';

/** Subtypes under which people still speak; the others are notices of Slack's own. */
const SPOKEN: ReadonlySet<string> = new Set([
  '',
  'me_message',
  'bot_message',
  'thread_broadcast',
  'file_share',
  'file_comment',
]);

export function slackMessage(roster: Roster, conversation: string, object: JsonObject): Message {
  const ts = asText(object.ts) ?? '';
  const account = asText(object.user) ?? asText(object.bot_id);
  const profile = asObject(object.user_profile);
  const name = asText(profile?.display_name) ?? asText(profile?.real_name) ?? asText(object.username);
  const subtype = asString(object.subtype);
  const text = asString(object.text);
  const attachments = [...asArray(object.files).flatMap(fileOf), ...asArray(object.attachments).flatMap(linkOf)];
  return messageOf({
    id: ts,
    conversation,
    sender: account === null ? null : roster.person(account, { account, accountName: name }),
    senderName: name,
    type: typeOf(subtype, text, attachments),
    nativeType: subtype,
    text,
    time: slackTime(ts),
    parts: partsOf(object, ts, attachments),
  });
}

/** Seconds with six digits behind the point; cut to milliseconds. */
function slackTime(ts: string): RecordedTime {
  const [seconds = '', fraction = ''] = ts.split('.');
  return instantFromMs(ts, Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3)));
}

function typeOf(subtype: string, text: string, attachments: readonly Attachment[]): MessageType {
  // A tombstone stands where a message with replies was deleted.
  if (subtype === 'tombstone' || subtype === 'message_deleted') return 'recalled';
  if (!SPOKEN.has(subtype)) return 'system';
  const [first] = attachments;
  return text === '' && first !== undefined ? first.kind : 'text';
}

function fileOf(value: Json): readonly Attachment[] {
  const file = asObject(value);
  if (file === null) return [];
  const mime = asString(file.mimetype);
  const kind = mime.startsWith('image/')
    ? 'image'
    : mime.startsWith('video/')
      ? 'video'
      : mime.startsWith('audio/')
        ? 'voice'
        : 'file';
  const reference = asText(file.url_private) ?? asText(file.permalink) ?? asText(file.id);
  return [
    attachment(kind, { name: asText(file.name) ?? asString(file.title), sizeBytes: asInteger(file.size), reference }),
  ];
}

function linkOf(value: Json): readonly Attachment[] {
  const shown = asObject(value);
  const reference = asText(shown?.from_url) ?? asText(shown?.title_link) ?? asText(shown?.original_url);
  return reference === null
    ? []
    : [attachment('link', { name: asString(shown?.title) || asString(shown?.fallback), reference })];
}

function partsOf(object: JsonObject, ts: string, attachments: readonly Attachment[]): MessageParts | null {
  const thread = asText(object.thread_ts);
  const edited = asText(asObject(object.edited)?.ts);
  const reactions = asArray(object.reactions).flatMap(reactionOf);
  const parts: MessageParts = {
    ...(attachments.length > 0 && { attachments }),
    ...(thread !== null && thread !== ts && { thread, quote: { id: thread, senderName: null, text: null } }),
    ...(edited !== null && { edits: [{ time: slackTime(edited), before: null }] }),
    ...(reactions.length > 0 && { reactions }),
    ...(object.subtype === 'tombstone' && { revoke: { id: ts, by: null, time: null } }),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}

function reactionOf(value: Json): readonly Reaction[] {
  const object = asObject(value);
  const mark = asText(object?.name);
  const people = asArray(object?.users).flatMap((user) => asText(user) ?? []);
  return mark === null ? [] : [{ value: mark, count: asInteger(object?.count) ?? people.length, people }];
}
