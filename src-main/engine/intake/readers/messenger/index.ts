/** Facebook Messenger and Instagram, as their own data export writes them in JSON. */
import type { Reader } from '../../reader.ts';
import { detectMessenger } from './detect.ts';
import { readMessenger } from './parse.ts';

export const messenger: Reader = { id: 'messenger', numbering: null, detect: detectMessenger, read: readMessenger };
