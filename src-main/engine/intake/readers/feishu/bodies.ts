/** Bodies of Feishu messages by `msg_type`; `content` is JSON inside a string, or the object itself. */
import { attachment } from '../../attachment.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asInteger, asObject, asString, asText } from '../../json/members.ts';
import type { Attachment, MessageParts, MessageType } from '../../model.ts';

export interface FeishuBody {
  readonly type: MessageType;
  readonly text: string;
  readonly parts: MessageParts;
}

const TYPES: Readonly<Record<string, MessageType>> = {
  text: 'text',
  post: 'text',
  image: 'image',
  file: 'file',
  folder: 'file',
  audio: 'voice',
  media: 'video',
  sticker: 'sticker',
  interactive: 'link',
  hongbao: 'red-packet',
  share_calendar_event: 'calendar',
  calendar: 'calendar',
  general_calendar: 'calendar',
  share_chat: 'contact',
  share_user: 'contact',
  system: 'system',
  location: 'location',
  video_chat: 'meeting',
  todo: 'todo',
  vote: 'vote',
  merge_forward: 'forward',
};

/** Null for a type that is not known. */
export function feishuBody(msgType: string, content: JsonObject): FeishuBody | null {
  const type = TYPES[msgType];
  if (type === undefined) return null;
  const reference = asText(content.file_key) ?? asText(content.image_key);
  switch (msgType) {
    case 'post':
      return post(content);
    case 'system':
      return { type, text: filled(content), parts: {} };
    case 'image':
    case 'file':
    case 'folder':
    case 'audio':
    case 'media':
    case 'sticker': {
      const kind = type as 'image' | 'file' | 'voice' | 'video' | 'sticker';
      // Durations are documented in milliseconds.
      const details = { name: asString(content.file_name), reference, durationMs: asInteger(content.duration) };
      return { type, text: asString(content.file_name), parts: { attachments: [attachment(kind, details)] } };
    }
    case 'share_chat':
    case 'share_user':
      return { type, text: asText(content.chat_id) ?? asString(content.user_id), parts: {} };
    case 'location':
      return { type, text: words(content.name, content.longitude, content.latitude), parts: {} };
    case 'share_calendar_event':
    case 'calendar':
    case 'general_calendar':
      return { type, text: asString(content.summary), parts: {} };
    case 'video_chat':
      return { type, text: asString(content.topic), parts: {} };
    case 'vote':
      return { type, text: words(content.topic, ...asArray(content.options)), parts: {} };
    case 'todo':
      return { type, text: post(asObject(content.summary) ?? {}).text, parts: {} };
    case 'interactive':
      return { type, text: cardText(content).join('\n'), parts: {} };
    default:
      return { type, text: asString(content.text), parts: {} };
  }
}

function words(...values: readonly (Json | undefined)[]): string {
  return values.flatMap((value) => asText(value) ?? []).join('\n');
}

/** Rich text: a title and paragraphs of pieces; some writers put a language between. */
function post(content: JsonObject): FeishuBody {
  const localized = Object.values(content)
    .map(asObject)
    .find((value) => value !== null && Array.isArray(value.content));
  const body = Array.isArray(content.content) ? content : (localized ?? content);
  const attachments: Attachment[] = [];
  const paragraphs = asArray(body.content).map((paragraph) =>
    asArray(paragraph)
      .map((piece) => pieceText(asObject(piece), attachments))
      .join(''),
  );
  const text = [asString(body.title), ...paragraphs].filter((line) => line !== '').join('\n');
  return { type: 'text', text, parts: attachments.length > 0 ? { attachments } : {} };
}

function pieceText(piece: JsonObject | null, attachments: Attachment[]): string {
  if (piece === null) return '';
  const tag = asString(piece.tag);
  if (tag === 'img') attachments.push(attachment('image', { reference: asText(piece.image_key) }));
  if (tag === 'media') attachments.push(attachment('video', { reference: asText(piece.file_key) }));
  if (tag === 'a') attachments.push(attachment('link', { name: asString(piece.text), reference: asText(piece.href) }));
  if (tag === 'at') return `@${asText(piece.user_name) ?? asText(piece.user_id) ?? ''}`;
  return asString(piece.text);
}

/** `{from_user} invited {to_chatters}` with lists of names to fill it. */
function filled(content: JsonObject): string {
  return asString(content.template).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = content[name];
    const names = asArray(value).flatMap((item) => asText(item) ?? []);
    return names.length > 0 ? names.join('、') : (asText(value) ?? whole);
  });
}

const DEEPEST_CARD = 20;

/** Cards nest freely; what is shown stands in `text`, `content` and `title`. */
function cardText(value: Json | undefined, depth = 0): readonly string[] {
  if (depth > DEEPEST_CARD) return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => cardText(item, depth + 1));
  const object = asObject(value);
  if (object === null) return [];
  return Object.entries(object).flatMap(([name, inner]) => {
    if (typeof inner !== 'string') return cardText(inner, depth + 1);
    return name === 'text' || name === 'content' || name === 'title' ? [inner] : [];
  });
}
