/** IRC channel logs. */
import type { Reader } from '../../reader.ts';
import { detectIrc } from './detect.ts';
import { readIrc } from './parse.ts';

export const irc: Reader = { id: 'irc', numbering: null, detect: detectIrc, read: readIrc };
