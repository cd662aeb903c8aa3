/**
 * Words that a person may use of a source, the same for window, command line and readers: formats, encodings, orders of
 * a date, fields of a table. The names are stable: they stand in logs, certificates and `--json` output.
 */
export const FORMATS = [
  'wechat-memotrace',
  'wechat-pywxdump',
  'wechat-chatlog',
  'wechat-weflow',
  'chatlab',
  'qq-text',
  'qq-qce',
  'wecom-archive',
  'dingtalk',
  'feishu',
  'welink',
  'telegram',
  'whatsapp',
  'line',
  'discord',
  'slack',
  'teams',
  'messenger',
  'signal-text',
  'irc',
  'rsmf',
  'generic-table',
  'generic-json',
] as const;
export type FormatId = (typeof FORMATS)[number];

/** As the field meets them, most frequent first; labels of the WHATWG Encoding Standard, and `hz`. */
export const ENCODINGS = [
  'utf-8',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'utf-32be',
  'hz',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'euc-kr',
  'iso-2022-kr',
  'windows-1252',
  'windows-1251',
  'koi8-r',
  'ibm866',
  'x-mac-cyrillic',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DATE_ORDERS = ['ymd', 'dmy', 'mdy', 'ydm'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Which column, or which member of an object, means what. The text first: without it nothing can be read. */
export const MAPPED_FIELDS = [
  'text',
  'time',
  'sender',
  'senderName',
  'conversation',
  'id',
  'type',
  'sequence',
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];
