/** RSMF 1.0 and 2.0 (Relativity Short Message Format), as mail, archive or manifest. */
import type { Reader } from '../../reader.ts';
import { detectRsmf } from './detect.ts';
import { readRsmf } from './parse.ts';

export const rsmf: Reader = {
  id: 'rsmf',
  numbering: null,
  detect: detectRsmf,
  // The manifest's own folder or archive is flat and holds its attachments.
  gather(path, siblings) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (path !== `${folder}rsmf_manifest.json`) return [];
    return siblings.filter((sibling) => sibling.startsWith(folder) && !sibling.slice(folder.length).includes('/'));
  },
  read: readRsmf,
};
