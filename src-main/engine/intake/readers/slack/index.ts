/** Slack: its own export, slackdump's dumps and chunks. */
import type { Reader } from '../../reader.ts';
import { detectSlack, rootOf } from './detect.ts';
import { readSlack } from './parse.ts';

export const slack: Reader = {
  id: 'slack',
  numbering: null,
  detect: detectSlack,
  gather(path, siblings) {
    const root = rootOf(path, siblings);
    if (root === null) return [];
    // Lists at the root, days one folder below.
    return siblings.filter((sibling) => {
      const inner = sibling.startsWith(root) ? sibling.slice(root.length) : '';
      return /^[^/]+(?:\/\d{4}-\d{2}-\d{2})?\.json$/.test(inner);
    });
  },
  read: readSlack,
};
