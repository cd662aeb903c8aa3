/**
 * The canonical form of a record and what is hashed of it.
 *
 * - *Canonical form*: the message as JSON by RFC 8785, members `conversation`, `id`, `nativeType`, `parts`, `sender`,
 *   `senderName`, `sequence`, `text`, `time`, `type`. A time is what the source recorded, as text: zones and date orders
 *   that people assert are layers on top and do not change it. Its place in the source is not part of it, so the same
 *   message exported twice has the same canonical form.
 * - *Leaf entry*: SHA-256 of the raw bytes, then SHA-256 of the canonical form, 64 bytes. The raw hash can be proved
 *   without showing what the canonical form says, and the other way round.
 */
import { hash } from 'node:crypto';
import type { Forwarded, Message, MessageParts } from './model.ts';

export function canonicalForm(message: Message): string {
  const { conversation, id, nativeType, parts, sender, senderName, sequence, text, time, type } = message;
  // Names in code-unit order (RFC 8785 §3.2.3); JSON.stringify writes strings and integers as §3.2.2 asks.
  return JSON.stringify({
    conversation,
    id,
    nativeType,
    parts: parts === null ? null : canonicalParts(parts),
    sender,
    senderName,
    sequence,
    text,
    time: time.recorded,
    type,
  });
}

function canonicalParts(parts: MessageParts): object {
  const { edits, revoke, forward } = parts;
  return sorted({
    ...parts,
    ...(edits && { edits: edits.map(({ before, time }) => ({ before, time: time.recorded })) }),
    ...(revoke && { revoke: { by: revoke.by, id: revoke.id, time: revoke.time?.recorded ?? null } }),
    ...(forward && { forward: forward.map(canonicalForwarded) }),
  });
}

function canonicalForwarded(item: Forwarded): object {
  return { ...item, items: item.items.map(canonicalForwarded), time: item.time.recorded };
}

/** The same value with every object's names in code-unit order. */
function sorted(value: object): object {
  if (Array.isArray(value)) return value.map((item: unknown) => (isObject(item) ? sorted(item) : item));
  const entries: [string, unknown][] = Object.entries(value);
  if (entries.length > 1) entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, isObject(item) ? sorted(item) : item]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export interface SealedRecord {
  readonly rawSha256: Buffer;
  readonly canonical: string;
  readonly canonicalSha256: Buffer;
  /** 64 bytes, what the record is in the import's tree. */
  readonly leafEntry: Buffer;
}

export function sealRecord(message: Message, raw: Buffer): SealedRecord {
  const canonical = canonicalForm(message);
  const rawSha256 = hash('sha256', raw, 'buffer');
  const canonicalSha256 = hash('sha256', canonical, 'buffer');
  return { rawSha256, canonical, canonicalSha256, leafEntry: Buffer.concat([rawSha256, canonicalSha256], 64) };
}
