/** Telegram Desktop's JSON export, one chat or all. */
import type { Reader } from '../../reader.ts';
import { detectTelegram } from './detect.ts';
import { readTelegram } from './parse.ts';

export const telegram: Reader = {
  id: 'telegram',
  // Consecutive in supergroups and channels; in other chats they count over the whole account.
  numbering: { scope: 'conversation', kind: 'rising' },
  detect: detectTelegram,
  read: readTelegram,
};
