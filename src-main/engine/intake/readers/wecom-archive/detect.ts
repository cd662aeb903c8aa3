/** WeCom's archive: records by `msgid`, `action` and `msgtype`; batches as they come from the server, still encrypted. */
import type { Head } from '../../head.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asObject } from '../../json/members.ts';
import type { Detection } from '../../reader.ts';

/** Where those who serve the records again put them. */
export const LIST_PATHS = [
  'chatdata[]',
  '[]',
  'data[]',
  'list[]',
  'records[]',
  'data.chatdata[]',
  'data.list[]',
  'data.records[]',
];

export function isEncrypted(record: JsonObject): boolean {
  return 'encrypt_chat_msg' in record && 'encrypt_random_key' in record;
}

/** The decrypted record itself, or the one inside `{seq, msgid, publickey_ver, msg: {…}}`; null when there is none. */
export function decryptedRecord(value: Json | undefined): JsonObject | null {
  const record = asObject(value);
  if (record === null) return null;
  if ('msgid' in record && ('msgtype' in record || 'action' in record)) return record;
  const inner = asObject(record.msg);
  return inner !== null && 'msgid' in inner ? inner : null;
}

export function detectWeCom(head: Head): Detection | null {
  const value = head.json?.value;
  const lists = [asObject(value)?.chatdata, asObject(value)?.data, asObject(asObject(value)?.data)?.chatdata, value];
  const data = asObject(asObject(value)?.data);
  for (const list of [...lists, data?.list, data?.records, asObject(value)?.list, asObject(value)?.records]) {
    const first = asObject(asArray(list)[0]);
    if (first && isEncrypted(first))
      return { confidence: 0.98, reason: 'members', details: { members: 'encrypt_random_key、encrypt_chat_msg' } };
    if (decryptedRecord(first ?? undefined))
      return { confidence: 0.96, reason: 'members', details: { members: 'msgid、action、msgtype' } };
  }
  if (decryptedRecord(value))
    return { confidence: 0.96, reason: 'members', details: { members: 'msgid、action、msgtype' } };
  const record = asObject(value);
  return record && isEncrypted(record)
    ? { confidence: 0.98, reason: 'members', details: { members: 'encrypt_random_key、encrypt_chat_msg' } }
    : null;
}
