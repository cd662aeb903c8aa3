/** Telegram Desktop's `result.json`: one chat, or all of them in `chats.list`. */
import type { Head } from '../../head.ts';
import { asArray, asObject, objectAt } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';

export const PATHS = ['messages[]', 'chats.list[].messages[]', 'left_chats.list[].messages[]'];

export function detectTelegram(head: Head): Detection | null {
  const value = asObject(head.json?.value);
  if (value === null) return null;
  const chats = asArray(objectAt(value, 'chats')?.list);
  for (const messages of [value.messages, ...chats.map((chat) => asObject(chat)?.messages)]) {
    const first = asObject(asArray(messages)[0]);
    if (first === null || !('text' in first)) continue;
    const dated = 'date_unixtime' in first || ('date' in first && 'id' in first);
    const named = 'from_id' in first || 'from' in first || 'actor' in first;
    if (!dated || !named || !('type' in first)) continue;
    return {
      confidence: 'date_unixtime' in first ? 0.96 : 0.85,
      reason: 'members',
      details: { members: 'date_unixtime、from_id、text' },
    };
  }
  const whole = chats.length > 0 && ('personal_information' in value || 'about' in value);
  return whole
    ? { confidence: 0.9, reason: 'members', details: { members: 'chats.list、personal_information' } }
    : null;
}
