/** PyWxDump exports of WeChat: CSV and JSON, with `users.json` beside them. */
import type { Reader } from '../../reader.ts';
import { detectPyWxDump } from './detect.ts';
import { readPyWxDump } from './parse.ts';

export const pyWxDump: Reader = {
  id: 'wechat-pywxdump',
  numbering: { scope: 'conversation', kind: 'rising' },
  detect: detectPyWxDump,
  gather(path, siblings) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return siblings.filter((sibling) => sibling === `${folder}users.json`);
  },
  read: readPyWxDump,
};
