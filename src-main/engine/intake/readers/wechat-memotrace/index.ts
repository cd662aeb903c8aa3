/** MemoTrace (留痕, WeChatMsg) exports of WeChat: CSV of versions 1 to 3, XLSX of version 3. */
import type { Reader } from '../../reader.ts';
import { detectMemoTrace } from './detect.ts';
import { readMemoTrace } from './parse.ts';

export const memoTrace: Reader = {
  id: 'wechat-memotrace',
  // `localId` counts the rows of one database file, over all its conversations.
  numbering: { scope: 'conversation', kind: 'rising' },
  detect: detectMemoTrace,
  read: readMemoTrace,
};
