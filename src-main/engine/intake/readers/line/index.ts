/** LINE text exports. */
import type { Reader } from '../../reader.ts';
import { detectLine } from './detect.ts';
import { readLine } from './parse.ts';

export const line: Reader = { id: 'line', numbering: null, detect: detectLine, read: readLine };
