/** Feishu (Lark) messages of the open platform's im/v1. */
import type { Reader } from '../../reader.ts';
import { detectFeishu } from './detect.ts';
import { readFeishu } from './parse.ts';

export const feishu: Reader = {
  id: 'feishu',
  numbering: null,
  detect: detectFeishu,
  read: readFeishu,
};
