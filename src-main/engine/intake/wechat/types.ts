/**
 * What WeChat's type numbers and the exporters' names for them mean. A type is a base type and, for 49 and 10000, a
 * subtype; WeChat 4 packs both into 64 bits, `subtype << 32 | base`, which a double does not hold.
 */
import type { MessageType } from '../model.ts';

const BASE_TYPES: Readonly<Record<number, MessageType>> = {
  1: 'text',
  3: 'image',
  34: 'voice',
  37: 'system',
  42: 'contact',
  43: 'video',
  47: 'sticker',
  48: 'location',
  50: 'call',
  62: 'video',
  65: 'contact',
  66: 'contact',
  10000: 'system',
  10002: 'system',
};

const APP_TYPES: Readonly<Record<number, MessageType>> = {
  1: 'text',
  2: 'image',
  3: 'music',
  4: 'link',
  5: 'link',
  6: 'file',
  8: 'sticker',
  17: 'location',
  19: 'forward',
  24: 'note',
  33: 'applet',
  36: 'applet',
  40: 'forward',
  50: 'channel',
  51: 'channel',
  53: 'form',
  57: 'text',
  62: 'nudge',
  63: 'channel',
  74: 'file',
  87: 'announcement',
  88: 'channel',
  2000: 'transfer',
  2001: 'red-packet',
  2003: 'red-packet',
};

/** Base 10000: which system notices are messages taken back. */
const REVOKE_SUBTYPES: ReadonlySet<number> = new Set([1, 5, 6, 33, 36, 57]);

export function wechatType(base: number, subtype: number): MessageType {
  if (base === 49) return APP_TYPES[subtype] ?? 'link';
  if (base === 10000 && subtype === 4) return 'nudge';
  if (base === 10000 && REVOKE_SUBTYPES.has(subtype)) return 'recalled';
  return BASE_TYPES[base] ?? 'unknown';
}

/** Base and subtype of a WeChat 4 `local_type`, given as decimal text; null when it is no number. */
export function splitLocalType(text: string): { readonly base: number; readonly subtype: number } | null {
  if (!/^\d{1,19}$/.test(text)) return null;
  const packed = BigInt(text);
  return { base: Number(packed & 0xffff_ffffn), subtype: Number(packed >> 32n) };
}

const NAMES: readonly (readonly [MessageType, string])[] = [
  ['text', '文本 文本消息 粘贴的文本 引用消息 引用回复 带有引用的文本消息'],
  ['image', '图片 图片消息'],
  ['voice', '语音 语音消息'],
  ['video', '视频 视频消息'],
  ['sticker', '表情包 动画表情 表情 GIF表情 用户上传的GIF表情'],
  ['call', '音视频通话 语音通话 视频通话 通话消息'],
  ['file', '文件 文件消息'],
  ['location', '位置 位置分享 位置共享 位置消息'],
  ['link', '分享链接 卡片式链接 图文消息 链接 链接消息 引用链接'],
  ['red-packet', '红包 红包卡片 红包封面 红包消息'],
  ['transfer', '转账 转账卡片 转账消息'],
  ['forward', '合并转发 合并转发的聊天记录 聊天记录合并转发 收藏夹'],
  ['applet', '小程序 小程序分享'],
  ['channel', '视频号 视频号名片 视频号视频 视频号直播 视频号直播卡片 视频号直播或直播回放'],
  ['music', '音乐 音乐分享 音乐链接'],
  ['note', '笔记 收藏笔记'],
  ['contact', '名片 名片消息 个人/公众号名片 企业微信名片 推荐公众号 企微名片 企业微信打招呼'],
  ['announcement', '群公告'],
  ['form', '接龙'],
  ['nudge', '拍一拍'],
  ['recalled', '撤回 撤回消息'],
  ['system', '系统消息 系统通知 邀请加群 添加好友'],
  ['unknown', '未知类型 未知消息'],
];
const TYPES_BY_NAME = new Map(NAMES.flatMap(([type, names]) => names.split(' ').map((name) => [name, type] as const)));

/** The exporters' Chinese names; null for one that is not known. */
export function typeOfChineseName(name: string): MessageType | null {
  return TYPES_BY_NAME.get(name.trim()) ?? null;
}

/** Groups are named `…@chatroom`. */
export function isChatroom(account: string): boolean {
  return account.endsWith('@chatroom');
}
