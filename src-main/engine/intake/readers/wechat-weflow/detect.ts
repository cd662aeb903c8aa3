/** WeFlow and EchoTrace: a session with its messages; and what WeFlow's local interface answers. */
import type { Head } from '../../head.ts';
import { asArray, asObject, objectAt } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';

const MEMBERS = ['localId', 'createTime', 'isSend', 'senderUsername'];

export function detectWeFlow(head: Head): Detection | null {
  const value = asObject(head.json?.value);
  if (value === null) return null;
  if (objectAt(value, 'weflow') !== null) return { confidence: 0.98, reason: 'marker', details: { marker: 'weflow' } };
  const first = asObject(asArray(value.messages)[0]);
  if (first === null || !MEMBERS.every((name) => name in first)) return null;
  return { confidence: 0.96, reason: 'members', details: { members: MEMBERS.join('、') } };
}
