/** JSON and JSON Lines that no reader knows, by a mapping. */
import type { Reader } from '../../reader.ts';
import { detectGenericJson } from './detect.ts';
import { readGenericJson } from './parse.ts';

export const genericJson: Reader = {
  id: 'generic-json',
  numbering: { scope: 'source', kind: 'rising' },
  detect: detectGenericJson,
  read: readGenericJson,
};
