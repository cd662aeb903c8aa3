/** DingTalk: file audit, outside-group audit, message list, robot and service-account messages, console tables. */
import type { Reader } from '../../reader.ts';
import { detectDingTalk } from './detect.ts';
import { readDingTalk } from './parse.ts';

export const dingTalk: Reader = {
  id: 'dingtalk',
  numbering: null,
  detect: detectDingTalk,
  read: readDingTalk,
};
