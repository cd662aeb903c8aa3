/** One record with its place in the source and its place in the import's Merkle tree. */
import { createHash } from 'node:crypto';
import { canonicalForm, MESSAGE_TYPES, type Message } from '../../intake/index.ts';
import { inclusionHolds, inclusionPath } from '../../oplog/index.ts';
import type { ReadDb } from '../../vault/index.ts';
import type { Hit } from '../types.ts';
import { readHit } from './result.ts';
import type { SourceTrees } from './sourceTrees.ts';

export interface StoredRecord extends Hit {
  readonly place: {
    readonly intakeId: number;
    readonly file: string;
    readonly member: string | null;
    readonly format: string;
    readonly offset: number;
    readonly length: number;
    /** Of the file as it was handed over, in the vault. */
    readonly originalSha256: string | null;
  };
  readonly canonicalForm: string;
  readonly canonicalSha256: string;
  readonly leafHash: string;
  readonly leafIndex: number;
  readonly treeSize: number;
  readonly path: readonly string[];
  readonly merkleRoot: string;
  /** The leaf made again of what is stored, led to the root along the path. */
  readonly proven: boolean;
}

interface Row {
  readonly source_id: number;
  readonly ordinal: number;
  readonly conversation: string;
  readonly sender: string | null;
  readonly type: number;
  readonly text: string;
  readonly detail: string;
  readonly raw_offset: number;
  readonly raw_length: number;
  readonly raw_sha256: Uint8Array;
  readonly leaf_hash: Uint8Array;
  readonly file: string;
  readonly member: string | null;
  readonly intake_id: number;
  readonly format: string;
  readonly record_count: number;
  readonly merkle_root: string;
  readonly original: string | null;
}

const RECORD = `
  SELECT m.source_id, m.ordinal, c.key AS conversation, p.key AS sender, m.type, m.text, m.detail, m.raw_offset,
         m.raw_length, m.raw_sha256, m.leaf_hash, t.file, t.member, s.intake_id, s.format, s.record_count, s.merkle_root,
         o.sha256 AS original
    FROM message m
    JOIN conversation c ON c.id = m.conversation_id
    JOIN part t ON t.id = m.part_id
    JOIN source s ON s.id = m.source_id
    LEFT JOIN person p ON p.id = m.sender_id
    LEFT JOIN original o ON o.intake_id = s.intake_id AND o.file = t.file
   WHERE m.id = ?`;

/** `id` must be there. */
export function readRecord(db: ReadDb, id: number, trees: SourceTrees): StoredRecord {
  const row = db.readOne<Row>(RECORD, id) as Row;
  const canonical = canonicalForm(messageOf(row));
  const canonicalSha256 = sha256(canonical);
  const leaf = sha256(Buffer.from([0]), row.raw_sha256, canonicalSha256);
  const path = inclusionPath(row.ordinal, row.record_count, trees.of(row.source_id));
  const root = Buffer.from(row.merkle_root, 'hex');
  return {
    ...readHit(db, id, []),
    place: {
      intakeId: row.intake_id,
      file: row.file,
      member: row.member,
      format: row.format,
      offset: row.raw_offset,
      length: row.raw_length,
      originalSha256: row.original,
    },
    canonicalForm: canonical,
    canonicalSha256: canonicalSha256.toString('hex'),
    leafHash: Buffer.from(row.leaf_hash).toString('hex'),
    leafIndex: row.ordinal,
    treeSize: row.record_count,
    path: path.map((hash) => Buffer.from(hash).toString('hex')),
    merkleRoot: row.merkle_root,
    proven: leaf.equals(row.leaf_hash) && inclusionHolds(row.ordinal, row.record_count, leaf, path, root),
  };
}

function messageOf({ conversation, sender, type, text, detail }: Row): Message {
  const facts = JSON.parse(detail) as Pick<Message, 'id' | 'sequence' | 'senderName' | 'nativeType' | 'time' | 'parts'>;
  return { ...facts, conversation, sender, text, type: MESSAGE_TYPES[type] as Message['type'] };
}

function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
