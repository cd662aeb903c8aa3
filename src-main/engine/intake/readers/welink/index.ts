/** Huawei WeLink text exports. */
import type { Reader } from '../../reader.ts';
import { detectWeLink } from './detect.ts';
import { readWeLink } from './parse.ts';

export const weLink: Reader = {
  id: 'welink',
  numbering: null,
  detect: detectWeLink,
  read: readWeLink,
};
