/** chatlog exports of WeChat: messages as JSON or CSV, contacts and groups as CSV. */
import type { Reader } from '../../reader.ts';
import { detectChatlog } from './detect.ts';
import { readChatlog } from './parse.ts';

export const chatlog: Reader = {
  id: 'wechat-chatlog',
  numbering: null,
  detect: detectChatlog,
  read: readChatlog,
};
