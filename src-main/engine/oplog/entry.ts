/**
 * One entry of the operation log, as text: canonical JSON (RFC 8785), one schema version, UTF-8.
 * The layout is `docs/formats/operation-log.md`; `composeEntry` and `readEntry` are each other's inverse.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  BugError,
  canonicalJson,
  EvidenceError,
  isoWithOffset,
  type JsonValue,
  sm3,
  toHex,
  type UtcMs,
  utcMs,
  utf8,
} from '../lib/index.ts';
import { LOG_OUTCOMES, type LogDraft } from './types.ts';

const ENTRY_SCHEMA = 'sealbench/log-entry/v1';

/** A bound for readers of foreign bundles; our own entries are a few hundred bytes. */
const MAX_ENTRY_BYTES = 1 << 20;

export interface EntryPosition {
  readonly index: number;
  readonly origin: string;
  readonly at: UtcMs;
  /** How far the clock is behind the latest time in the log, in milliseconds; 0 when it is not. */
  readonly behindMs: number;
  /** Leaf hash and SM3 of the entry before; null for entry 0. */
  readonly previous: { readonly sha256: string; readonly sm3: string } | null;
  /** 16 random bytes: a withheld entry's leaf hash then cannot be matched by guessing what it says. */
  readonly salt: Uint8Array;
}

const hexOf = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

const entrySchema = z.strictObject({
  schema: z.literal(ENTRY_SCHEMA),
  index: z.number().int().nonnegative(),
  origin: z.string(),
  at: z.number().int(),
  time: z.string(),
  behindMs: z.number().int().positive().optional(),
  previous: z.strictObject({ sha256: hexOf(32), sm3: hexOf(32) }).nullable(),
  salt: hexOf(16),
  act: z.string(),
  outcome: z.enum(LOG_OUTCOMES),
  actor: z.string().nullable(),
  witness: z.string().nullable(),
  subject: z.record(z.string(), z.json()),
});
export type EntryFields = z.infer<typeof entrySchema>;

export function composeEntry(position: EntryPosition, draft: LogDraft): string {
  const { index, origin, at, behindMs, previous, salt } = position;
  const entry: Record<string, JsonValue> = {
    schema: ENTRY_SCHEMA,
    index,
    origin,
    at,
    time: isoWithOffset(at),
    previous,
    salt: toHex(salt),
    act: draft.act,
    outcome: draft.outcome,
    actor: draft.actor,
    witness: draft.witness,
    subject: draft.subject,
  };
  if (behindMs > 0) entry.behindMs = behindMs;
  const text = canonicalJson(entry);
  if (Buffer.byteLength(text) > MAX_ENTRY_BYTES) throw new BugError('bug.log-entry-too-long', { act: draft.act });
  return text;
}

/** Throws `EvidenceError('log.entry-damaged')` when the text is not an entry. */
export function readEntry(index: number, text: string): EntryFields {
  try {
    return entrySchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new EvidenceError('log.entry-damaged', { place: `entry ${index}` }, cause);
  }
}

/** The highest time that the log has seen once this entry stands in it. */
export function latestTimeAfter(entry: EntryFields): UtcMs {
  return utcMs(entry.at + (entry.behindMs ?? 0));
}

/** RFC 9162 §2.1.1: SHA-256 over 0x00 and the entry. */
export function leafHash(text: string): Uint8Array {
  return createHash('sha256').update('\u0000').update(text, 'utf8').digest();
}

export function entrySm3(text: string): string {
  return toHex(sm3(utf8(text)));
}
