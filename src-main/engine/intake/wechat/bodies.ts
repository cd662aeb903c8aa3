/**
 * What the text of a WeChat message says when it is XML: shared links, files, quotes, merged chat records (type 49),
 * voice, calls, and system notices with messages taken back. Read from the field as exporters write it.
 */
import { attachment } from '../attachment.ts';
import type { Attachment, Forwarded, MessageParts, MessageType } from '../model.ts';
import { dateTime } from '../time/dateTime.ts';
import { instantFromSeconds, UNDATED } from '../time/recordedTime.ts';
import { childOf, childText, parseXml, type XmlElement } from '../xml/element.ts';
import { wechatType } from './types.ts';

export interface WechatBody {
  readonly type: MessageType;
  readonly text: string;
  readonly parts: MessageParts | null;
}

/** Deepest nesting of merged records that is followed. */
const DEEPEST_FORWARD = 16;

/** `content` that is no XML is the text itself. In groups it may begin with the sender: `wxid:\n`. */
export function wechatBody(base: number, subtype: number, content: string): WechatBody {
  const type = wechatType(base, subtype);
  const start = content.indexOf('<');
  if (start < 0 || (type === 'text' && base === 1)) return { type, text: content, parts: null };
  const root = parseXml(content.slice(start).trim());
  if (root === null) return { type, text: content, parts: null };
  if (root.name === 'sysmsg') return systemNotice(root, type);
  const app = childOf(root, 'appmsg');
  if (app !== null) return appMessage(app);
  return plainBody(root, type, content);
}

function plainBody(root: XmlElement, type: MessageType, content: string): WechatBody {
  const voice = childOf(root, 'voicemsg');
  if (voice) {
    const durationMs = Number(voice.attributes.voicelength) || null;
    const parts = {
      attachments: [attachment('voice', { durationMs, sizeBytes: Number(voice.attributes.length) || null })],
    };
    return { type: 'voice', text: '', parts };
  }
  const picture = childOf(root, 'img');
  if (picture) {
    const { md5, length } = picture.attributes;
    const parts = { attachments: [attachment('image', { digest: md5Of(md5), sizeBytes: Number(length) || null })] };
    return { type: 'image', text: '', parts };
  }
  const video = childOf(root, 'videomsg');
  if (video) {
    const { md5, length, playlength } = video.attributes;
    const durationMs = Number(playlength) * 1000 || null;
    const parts = {
      attachments: [attachment('video', { digest: md5Of(md5), sizeBytes: Number(length) || null, durationMs })],
    };
    return { type: 'video', text: '', parts };
  }
  const emoji = childOf(root, 'emoji');
  if (emoji) {
    const { md5, cdnurl } = emoji.attributes;
    return {
      type: 'sticker',
      text: '',
      parts: { attachments: [attachment('sticker', { digest: md5Of(md5), reference: cdnurl ?? null })] },
    };
  }
  const place = childOf(root, 'location');
  if (place) {
    const { label, poiname, x, y } = place.attributes;
    return {
      type: 'location',
      text: [poiname, label, x && y ? `${x},${y}` : ''].filter(Boolean).join(' '),
      parts: null,
    };
  }
  const call = childText(root, 'VoIPBubbleMsg', 'msg');
  if (root.name === 'voipmsg') return { type: 'call', text: call, parts: null };
  const card = root.attributes.nickname;
  if (type === 'contact' && card !== undefined) return { type, text: card, parts: null };
  return { type, text: content, parts: null };
}

function md5Of(value: string | undefined): string | null {
  return value ? `md5:${value}` : null;
}

function appMessage(app: XmlElement): WechatBody {
  const subtype = Number(childText(app, 'type'));
  const type = wechatType(49, subtype);
  const title = childText(app, 'title');
  const description = childText(app, 'des');
  const url = childText(app, 'url');
  const quoted = childOf(app, 'refermsg');
  if (quoted !== null) {
    const content = childText(quoted, 'content');
    const inner = wechatBody(Number(childText(quoted, 'type')), 0, content);
    const quote = {
      id: childText(quoted, 'svrid') || null,
      senderName: childText(quoted, 'displayname') || null,
      text: inner.text || content,
    };
    return { type: 'text', text: title, parts: { quote } };
  }
  if (type === 'file') {
    const attach = childOf(app, 'appattach');
    const sizeBytes = Number(childText(attach, 'totallen')) || null;
    const digest = md5Of(childText(app, 'md5') || undefined);
    return { type, text: title, parts: { attachments: [attachment('file', { name: title, sizeBytes, digest })] } };
  }
  if (type === 'forward') {
    const forward = forwardedItems(childText(app, 'recorditem'), 0);
    return { type, text: title, parts: forward.length === 0 ? null : { forward } };
  }
  if (type === 'transfer' || type === 'red-packet') {
    const pay = childOf(app, 'wcpayinfo');
    const words = [title, childText(pay, 'feedesc'), childText(pay, 'pay_memo') || childText(pay, 'sendertitle')];
    return { type, text: words.filter((word) => word !== '').join(' '), parts: null };
  }
  const text = description !== '' && description !== title ? `${title}\n${description}` : title;
  const parts = url === '' ? null : { attachments: [attachment('link', { name: title, reference: url })] };
  return { type, text, parts };
}

/** `recorditem` is XML inside the XML: `<recordinfo><datalist><dataitem datatype="1">…`. */
function forwardedItems(source: string, depth: number): readonly Forwarded[] {
  if (source === '' || depth > DEEPEST_FORWARD) return [];
  const list = childOf(parseXml(source), 'datalist');
  return (list?.children ?? []).filter(({ name }) => name === 'dataitem').map((item) => forwardedItem(item, depth));
}

const ITEM_TYPES: Readonly<Record<string, MessageType>> = {
  1: 'text',
  2: 'image',
  3: 'voice',
  4: 'video',
  5: 'link',
  6: 'location',
  8: 'file',
  16: 'contact',
  17: 'forward',
  19: 'applet',
  22: 'channel',
  29: 'music',
  37: 'sticker',
};

function forwardedItem(item: XmlElement, depth: number): Forwarded {
  const nativeType = item.attributes.datatype ?? '';
  const type = ITEM_TYPES[nativeType] ?? 'unknown';
  const title = childText(item, 'datatitle');
  const written = childText(item, 'sourcetime');
  const seconds = Number(childText(item, 'srcMsgCreateTime'));
  const attachments: Attachment[] = [];
  if (type === 'image' || type === 'voice' || type === 'video' || type === 'file') {
    attachments.push(
      attachment(type, {
        name: title,
        digest: md5Of(childText(item, 'fullmd5') || undefined),
        sizeBytes: Number(childText(item, 'datasize')) || null,
      }),
    );
  }
  return {
    senderName: childText(item, 'sourcename') || null,
    time:
      seconds > 0 ? instantFromSeconds(String(seconds), seconds) : written === '' ? UNDATED : dateTime(written, null),
    type,
    nativeType,
    text: childText(item, 'datadesc') || title,
    attachments,
    items: nestedItems(item, depth),
  };
}

/** A record inside a record: as text in `recordxml`, or as elements there. */
function nestedItems(item: XmlElement, depth: number): readonly Forwarded[] {
  const list = childOf(item, 'recordxml', 'recordinfo', 'datalist');
  if (list === null) return forwardedItems(childText(item, 'recordxml'), depth + 1);
  if (depth >= DEEPEST_FORWARD) return [];
  return list.children.filter(({ name }) => name === 'dataitem').map((inner) => forwardedItem(inner, depth + 1));
}

function systemNotice(root: XmlElement, type: MessageType): WechatBody {
  const kind = root.attributes.type ?? '';
  if (kind === 'revokemsg') return revokeNotice(childOf(root, 'revokemsg'));
  if (kind === 'pat') {
    const pat = childOf(root, 'pat');
    return { type: 'nudge', text: childText(pat, 'template'), parts: null };
  }
  const template =
    childText(root, 'sysmsgtemplate', 'content_template', 'plain') ||
    childText(root, 'sysmsgtemplate', 'content_template', 'template');
  const text =
    template || childText(root, 'content') || childText(root, kind, 'content') || childText(root, kind, 'text');
  return { type: type === 'unknown' ? 'system' : type, text: withoutTags(text), parts: null };
}

function revokeNotice(notice: XmlElement | null): WechatBody {
  const text = childText(notice, 'replacemsg') || childText(notice, 'content') || childText(notice, 'customtip');
  const by = /^"(.+?)"/.exec(text)?.[1] ?? null;
  const id = childText(notice, 'newmsgid') || childText(notice, 'msgid') || null;
  return { type: 'recalled', text, parts: { revoke: { id, by, time: null } } };
}

/** Notices mark their links with tags of their own: `<_wc_custom_link_ href="…">转账</_wc_custom_link_>`. */
function withoutTags(text: string): string {
  return text.replace(/<\/?_?[a-z][^<>]*>/gi, '');
}
