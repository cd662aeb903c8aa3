/** Single records, with their proof; marks and notes on them; selections and saved searches. All under a grant. */
import { z } from 'zod';
import { call, EVIDENCE_ROLES } from './define.ts';
import { hit, searchModes } from './search.ts';
import { byteCount, id, name, page, sha256, text, utcMs, verdict } from './shapes.ts';

export const MARK_LABELS = ['key', 'question', 'irrelevant', 'none'] as const;

/** Never changed or deleted: `none` takes an earlier label back. */
export const mark = z.strictObject({
  id,
  messageId: z.number().int(),
  label: z.enum(MARK_LABELS),
  note: z.string(),
  at: utcMs,
  by: z.string(),
  grantId: id,
  logIndex: z.number().int(),
});
export type Mark = z.infer<typeof mark>;

export const recordProof = z.strictObject({
  /** SHA-256 over 0x00, raw hash, hash of the canonical form (RFC 9162 §2.1.1). */
  leafHash: sha256,
  /** Place of the leaf in its source's tree, from 0, and number of leaves. */
  leafIndex: z.number().int(),
  treeSize: z.number().int(),
  /** Inclusion path from the leaf's sibling to the root's child (RFC 9162 §2.1.3). */
  path: z.array(sha256),
  merkleRoot: sha256,
  /** Leaf and path computed again from the stored record, against the root of the import. */
  verdict,
});

export const record = z.strictObject({
  ...hit.shape,
  source: z.strictObject({
    intakeId: z.number().int(),
    file: z.string(),
    member: z.string().nullable(),
    format: z.string(),
    offset: byteCount,
    length: byteCount,
  }),
  /** RFC 8785 text of what the record says; its SHA-256 is half of the leaf. */
  canonicalForm: z.string(),
  canonicalSha256: sha256,
  /** Base64 of the raw bytes, where they stand in a file by themselves and are not larger than 1 MiB. */
  raw: z.string().nullable(),
  /** The raw bytes read again from the kept original, against their hash. */
  rawVerdict: verdict,
  proof: recordProof,
});
export type EvidenceRecord = z.infer<typeof record>;

export const selection = z.strictObject({
  id,
  grantId: id,
  name: z.string(),
  count: z.number().int(),
  /** SHA-256 over the raw hashes of its records, hexadecimal, each with a line feed, in the order of record ids. */
  digest: sha256,
  at: utcMs,
  by: z.string(),
  logIndex: z.number().int(),
});
export type Selection = z.infer<typeof selection>;

export const savedSearch = z.strictObject({
  id,
  grantId: id,
  name: z.string(),
  query: z.string(),
  mode: z.enum(searchModes),
  at: utcMs,
  by: z.string(),
});
export type SavedSearch = z.infer<typeof savedSearch>;

const messageId = z.number().int();

export const records = {
  'record.get': call({ input: z.strictObject({ grantId: id, messageId }), output: record, access: EVIDENCE_ROLES }),
  'mark.add': call({
    input: z.strictObject({ grantId: id, messageId, label: z.enum(MARK_LABELS), note: text(2000).default('') }),
    output: mark,
    access: EVIDENCE_ROLES,
  }),
  /** Marks on records inside the grant, whoever made them; oldest first. */
  'mark.list': call({
    input: z.strictObject({ grantId: id, messageId: messageId.nullable() }),
    output: z.array(mark),
    access: EVIDENCE_ROLES,
  }),
  /** Everything that an open search finds, or the records named. */
  'selection.create': call({
    input: z.strictObject({
      grantId: id,
      name,
      of: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('result'), resultId: z.number().int() }),
        z.strictObject({ kind: z.literal('records'), messageIds: z.array(messageId).min(1).max(10_000) }),
      ]),
    }),
    output: selection,
    access: EVIDENCE_ROLES,
  }),
  'selection.list': call({
    input: z.strictObject({ grantId: id }),
    output: z.array(selection),
    access: EVIDENCE_ROLES,
  }),
  'selection.rows': call({
    input: z.strictObject({ grantId: id, id, ...page }),
    output: z.array(hit),
    access: EVIDENCE_ROLES,
  }),
  'search.save': call({
    input: z.strictObject({ grantId: id, name, query: z.string().max(2000), mode: z.enum(searchModes) }),
    output: savedSearch,
    access: EVIDENCE_ROLES,
  }),
  /** Of the grant's case. */
  'search.saved': call({
    input: z.strictObject({ grantId: id }),
    output: z.array(savedSearch),
    access: EVIDENCE_ROLES,
  }),
};
