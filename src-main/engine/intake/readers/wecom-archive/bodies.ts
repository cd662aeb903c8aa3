/**
 * Bodies of WeCom's conversation archive (会话内容存档), by `msgtype`. Most stand in a member of that name; `BODY_MEMBERS`
 * has the others. Texts are the source's own words: titles, descriptions, file names; amounts and ids stay in the record.
 */
import { attachment } from '../../attachment.ts';
import { type Json, type JsonObject, parseJson } from '../../json/lossless.ts';
import { asArray, asInteger, asObject, asString, asText, parsedWithin } from '../../json/members.ts';
import type { Attachment, Forwarded, MessageParts, MessageType } from '../../model.ts';
import { instantFromMs, instantFromSeconds, type RecordedTime, UNDATED } from '../../time/recordedTime.ts';

export interface WeComBody {
  readonly type: MessageType;
  readonly text: string;
  readonly parts: MessageParts;
}

/** Where the member is not named after the type. */
const BODY_MEMBERS: Readonly<Record<string, string>> = {
  docmsg: 'doc',
  markdown: 'info',
  news: 'info',
  voiptext: 'info',
  qydiskfile: 'info',
  meeting_notification: 'info',
};

type BodyReader = (body: JsonObject) => WeComBody;

const plain = (type: MessageType, ...names: readonly string[]): BodyReader => {
  return (body) => ({ type, text: words(...names.map((name) => body[name])), parts: {} });
};

const media = (type: 'image' | 'voice' | 'video' | 'file' | 'sticker'): BodyReader => {
  return (body) => ({ type, text: asString(body.filename), parts: { attachments: [mediaOf(type, body)] } });
};

const READERS: Readonly<Record<string, BodyReader>> = {
  text: quotedText,
  markdown: plain('text', 'content'),
  image: media('image'),
  voice: media('voice'),
  video: media('video'),
  file: media('file'),
  emotion: media('sticker'),
  voip_doc_share: media('file'),
  qydiskfile: plain('file', 'filename'),
  card: plain('contact', 'corpname', 'userid'),
  location: plain('location', 'title', 'address', 'longitude', 'latitude'),
  weapp: plain('applet', 'title', 'displayname', 'description'),
  todo: plain('todo', 'title', 'content'),
  redpacket: plain('red-packet', 'wish'),
  external_redpacket: plain('red-packet', 'wish'),
  meeting: plain('meeting', 'topic', 'address', 'remarks'),
  meeting_notification: plain('meeting', 'content'),
  calendar: plain('calendar', 'title', 'place', 'remarks'),
  sphfeed: plain('channel', 'sph_name', 'feed_desc'),
  agree: plain('consent', 'userid'),
  disagree: plain('consent', 'userid'),
  voiptext: plain('call'),
  link: (body) => ({
    type: 'link',
    text: words(body.title, body.description),
    parts: linkParts(body.title, body.link_url),
  }),
  docmsg: (body) => ({
    type: 'link',
    text: words(body.title, body.doc_creator),
    parts: linkParts(body.title, body.link_url),
  }),
  revoke: (body) => ({
    type: 'recalled',
    text: '',
    parts: { revoke: { id: asText(body.pre_msgid), by: null, time: null } },
  }),
  vote: (body) => ({ type: 'vote', text: words(body.votetitle, ...asArray(body.voteitem)), parts: {} }),
  collect: (body) => ({
    type: 'form',
    text: words(body.title, ...asArray(body.details).map((detail) => asObject(detail)?.ques)),
    parts: {},
  }),
  news: (body) => ({
    type: 'link',
    text: words(...asArray(body.item).flatMap((item) => [asObject(item)?.title, asObject(item)?.description])),
    parts: {
      attachments: asArray(body.item).flatMap(
        (item) => linkParts(asObject(item)?.title, asObject(item)?.url).attachments ?? [],
      ),
    },
  }),
  chatrecord: (body) => ({
    type: 'forward',
    text: words(body.title),
    parts: { forward: asArray(body.item).map((item) => forwarded(item, 0)) },
  }),
  mixed: mixed,
  meeting_voice_call: (body) => ({
    type: 'call',
    text: words(...asArray(body.demofiledata).map((shared) => asObject(shared)?.filename)),
    parts: { attachments: [mediaOf('voice', body)] },
  }),
};

/** Null for a type that is not known: its text is then empty and the record keeps what it says. */
export function weComBody(msgtype: string, record: JsonObject): WeComBody | null {
  const read = READERS[msgtype];
  if (read === undefined) return null;
  const member = record[BODY_MEMBERS[msgtype] ?? msgtype];
  // Some who serve the records again turn bodies into JSON texts.
  return read(parsedWithin(member, parseJson) ?? {});
}

/** Replies repeat what they answer inside their own text, between a set phrase and a line of dashes. */
const REPLY = /^这是一条引用\/回复消息：\s*["“]?([\s\S]*?)["”]?\n-{6,}\n/;

function quotedText(body: JsonObject): WeComBody {
  const text = asString(body.content);
  const quoted = REPLY.exec(text)?.[1];
  return {
    type: 'text',
    text,
    parts: quoted === undefined ? {} : { quote: { id: null, senderName: null, text: quoted || null } },
  };
}

function words(...values: readonly (Json | undefined)[]): string {
  return values.flatMap((value) => asText(value) ?? []).join('\n');
}

function linkParts(title: Json | undefined, url: Json | undefined): MessageParts {
  const reference = asText(url);
  return reference === null ? {} : { attachments: [attachment('link', { name: asString(title), reference })] };
}

function mediaOf(kind: Attachment['kind'], body: JsonObject): Attachment {
  const md5 = asText(body.md5sum);
  const seconds = asInteger(body.play_length);
  return attachment(kind, {
    name: asString(body.filename),
    sizeBytes: asInteger(body.filesize) ?? asInteger(body.voice_size) ?? asInteger(body.imagesize),
    digest: md5 === null ? null : `md5:${md5}`,
    reference: asText(body.sdkfileid) ?? asText(body.oss_url),
    durationMs: seconds === null ? null : seconds * 1000,
  });
}

/** `mixed{item[{type, content: JSON text}]}`: pieces of text with pictures between them. */
function mixed(body: JsonObject): WeComBody {
  const texts: string[] = [];
  const attachments: Attachment[] = [];
  for (const value of asArray(body.item)) {
    const item = asObject(value);
    const content = parsedWithin(item?.content, parseJson) ?? {};
    const inner = READERS[asString(item?.type)]?.(content);
    if (inner?.text) texts.push(inner.text);
    attachments.push(...(inner?.parts.attachments ?? []));
  }
  return { type: 'text', text: texts.join('\n'), parts: attachments.length > 0 ? { attachments } : {} };
}

const ITEM_TYPES: Readonly<Record<string, string>> = {
  ChatRecordText: 'text',
  ChatRecordFile: 'file',
  ChatRecordImage: 'image',
  ChatRecordVideo: 'video',
  ChatRecordVoice: 'voice',
  ChatRecordLink: 'link',
  ChatRecordLocation: 'location',
  ChatRecordMixed: 'mixed',
  ChatRecordCard: 'card',
  ChatRecordEmotion: 'emotion',
  ChatRecordWeapp: 'weapp',
  ChatRecord: 'chatrecord',
};
const DEEPEST_FORWARD = 16;

function forwarded(value: Json, depth: number): Forwarded {
  const item = asObject(value);
  const nativeType = asString(item?.type);
  const msgtype = ITEM_TYPES[nativeType] ?? nativeType;
  const content = parsedWithin(item?.content, parseJson) ?? {};
  const nested = msgtype === 'chatrecord' && depth < DEEPEST_FORWARD;
  const body = nested ? null : READERS[msgtype]?.(content);
  return {
    senderName: asText(item?.from) ?? null,
    time: secondsOrMs(asText(item?.msgtime)),
    type: nested ? 'forward' : (body?.type ?? 'unknown'),
    nativeType,
    text: nested ? asString(content.title) : (body?.text ?? asString(item?.content)),
    attachments: body?.parts.attachments ?? [],
    items: nested ? asArray(content.item).map((inner) => forwarded(inner, depth + 1)) : [],
  };
}

/** Documented as seconds, written as milliseconds by some: told apart by their size. */
function secondsOrMs(text: string | null): RecordedTime {
  if (text === null) return UNDATED;
  return text.length >= 12 ? instantFromMs(text, Number(text)) : instantFromSeconds(text, Number(text));
}
