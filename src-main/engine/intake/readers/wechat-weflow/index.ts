/** WeFlow and EchoTrace exports of WeChat: JSON documents, and answers of WeFlow's local interface. */
import type { Reader } from '../../reader.ts';
import { detectWeFlow } from './detect.ts';
import { readWeFlow } from './parse.ts';

export const weFlow: Reader = {
  id: 'wechat-weflow',
  // `localId` counts within a table of one conversation, with holes where WeChat itself deleted rows.
  numbering: { scope: 'conversation', kind: 'rising' },
  detect: detectWeFlow,
  read: readWeFlow,
};
