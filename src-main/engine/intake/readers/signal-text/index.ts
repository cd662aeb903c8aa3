/** Text that exporters of Signal write. */
import type { Reader } from '../../reader.ts';
import { detectSignalText } from './detect.ts';
import { readSignalText } from './parse.ts';

export const signalText: Reader = {
  id: 'signal-text',
  numbering: null,
  detect: detectSignalText,
  read: readSignalText,
};
