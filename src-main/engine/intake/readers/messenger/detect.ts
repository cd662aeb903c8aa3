/** Facebook Messenger and Instagram: messages by `sender_name` and `timestamp_ms`, or in the newer spelling. */
import type { Head } from '../../head.ts';
import { asArray, asObject } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';

export function detectMessenger(head: Head): Detection | null {
  const first = asObject(asArray(asObject(head.json?.value)?.messages)[0]);
  if (first === null) return null;
  if ('sender_name' in first && 'timestamp_ms' in first) {
    return { confidence: 0.96, reason: 'members', details: { members: 'sender_name、timestamp_ms' } };
  }
  const newer = 'senderName' in first && 'timestamp' in first && 'isUnsent' in first;
  return newer
    ? { confidence: 0.94, reason: 'members', details: { members: 'senderName、timestamp、isUnsent' } }
    : null;
}
