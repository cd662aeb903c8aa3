/** WeCom's conversation archive (企业微信会话内容存档), decrypted, served again, or still encrypted. */
import type { Reader } from '../../reader.ts';
import { detectWeCom } from './detect.ts';
import { readWeCom } from './parse.ts';

export { unwrapWeComKey } from './batchKey.ts';

export const weCom: Reader = {
  id: 'wecom-archive',
  // `seq` counts for the whole company and rises; that it has no holes is promised nowhere.
  numbering: { scope: 'source', kind: 'rising' },
  detect: detectWeCom,
  read: readWeCom,
};
