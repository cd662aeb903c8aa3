/** ChatLab's exchange form names itself: a member `chatlab` with a version, or lines that say what they are. */
import type { Head } from '../../head.ts';
import { asObject, objectAt } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';

export function detectChatlab(head: Head): Detection | null {
  const value = head.json?.value;
  const lineKind = asObject(value)?._type;
  const named = objectAt(value, 'chatlab') !== null;
  if (!named && lineKind !== 'header' && lineKind !== 'member' && lineKind !== 'message') return null;
  return { confidence: named ? 0.98 : 0.9, reason: 'marker', details: { marker: named ? 'chatlab' : '_type' } };
}
