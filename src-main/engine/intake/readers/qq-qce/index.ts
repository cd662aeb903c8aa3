/** QQChatExporter (QCE): JSON of the present form and of version 4, chunked JSON Lines, XLSX. */
import type { Reader } from '../../reader.ts';
import { detectQce } from './detect.ts';
import { readQce } from './parse.ts';

export const qce: Reader = {
  id: 'qq-qce',
  // `seq` is QQ's own counter within a conversation: exporters are known to lose runs of it in silence.
  numbering: { scope: 'conversation', kind: 'consecutive' },
  detect: detectQce,
  gather(path, siblings) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const above = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
    const root = [folder, above].find((candidate) => siblings.includes(`${candidate}manifest.json`));
    if (root === undefined) return [];
    return siblings.filter(
      (sibling) => sibling.startsWith(root) && /\.jsonl?$/i.test(sibling) && !/avatars?\.json$/i.test(sibling),
    );
  },
  read: readQce,
};
