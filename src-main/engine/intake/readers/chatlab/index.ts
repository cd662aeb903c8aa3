/** ChatLab's exchange form, JSON and JSON Lines. */
import type { Reader } from '../../reader.ts';
import { detectChatlab } from './detect.ts';
import { readChatlab } from './parse.ts';

export const chatlab: Reader = {
  id: 'chatlab',
  numbering: null,
  detect: detectChatlab,
  read: readChatlab,
};
