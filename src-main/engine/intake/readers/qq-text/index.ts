/** QQ text: exports of the message manager, and what is copied from a chat window. */
import type { Reader } from '../../reader.ts';
import { detectQqText } from './detect.ts';
import { readQqText } from './parse.ts';

export const qqText: Reader = {
  id: 'qq-text',
  numbering: null,
  detect: detectQqText,
  read: readQqText,
};
