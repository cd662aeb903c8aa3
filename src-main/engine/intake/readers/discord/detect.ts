/** DiscordChatExporter: `guild`, `channel` and `messages`. */
import type { Head } from '../../head.ts';
import { objectAt } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';

export function detectDiscord(head: Head): Detection | null {
  const value = head.json?.value;
  if (objectAt(value, 'guild') === null || objectAt(value, 'channel') === null) return null;
  return { confidence: 0.97, reason: 'members', details: { members: 'guild、channel、messages' } };
}
