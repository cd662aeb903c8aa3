/** Feishu (Lark) im/v1: messages by `message_id` and `msg_type`, events by `message_type`, or a body alone. */
import type { Head } from '../../head.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asObject, asText, objectAt } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';

export const LIST_PATHS = ['data.items[]', 'items[]', '[]'];

/** The message in a record of the list, or in an event about it; null when it is none. */
export function messageIn(value: Json | undefined): JsonObject | null {
  const record = asObject(value);
  if (record === null) return null;
  const event = objectAt(record, 'event', 'message') ?? objectAt(record, 'message');
  if (event !== null && 'message_type' in event) return event;
  const typed = asText(record.msg_type) ?? asText(record.message_type);
  return typed !== null && ('message_id' in record || 'body' in record || 'content' in record) ? record : null;
}

export function detectFeishu(head: Head): Detection | null {
  const value = asObject(head.json?.value);
  const lists = [objectAt(value ?? undefined, 'data')?.items, value?.items, head.json?.value];
  for (const candidate of [...lists.map((list) => asArray(list)[0]), head.json?.value]) {
    const message = messageIn(candidate);
    if (message === null) continue;
    const sure = /^om_/.test(asText(message.message_id) ?? '');
    return { confidence: sure ? 0.97 : 0.8, reason: 'members', details: { members: 'message_id、msg_type、chat_id' } };
  }
  return null;
}
