/** One record as it is shown with its proof: the raw bytes read again from the kept original. */
import type { EvidenceRecord } from '../../../src-preload/contract/index.ts';
import { sha256Hex, sha256Of } from '../lib/index.ts';
import type { StoredRecord } from '../search/index.ts';
import type { BlobStore } from '../vault/index.ts';

/** Larger records are proven, but not shown byte by byte. */
const RAW_BYTES_MOST = 1 << 20;

export async function recordView(stored: StoredRecord, blobs: BlobStore): Promise<EvidenceRecord> {
  const { place, canonicalForm, canonicalSha256, leafHash, leafIndex, treeSize, path, merkleRoot, proven, ...hit } =
    stored;
  const raw = await rawBytes(place, blobs);
  const { originalSha256: _original, ...source } = place;
  return {
    ...hit,
    highlights: [],
    source,
    canonicalForm,
    canonicalSha256,
    raw: raw === null ? null : raw.toString('base64'),
    rawVerdict: raw === null ? 'not-performed' : sha256Of(raw) === hit.rawSha256 ? 'matched' : 'mismatched',
    proof: {
      leafHash,
      leafIndex,
      treeSize,
      path: [...path],
      merkleRoot,
      verdict: proven ? 'matched' : 'mismatched',
    },
  };
}

/** Null for what lies inside an archive: its bytes stand nowhere by themselves. */
async function rawBytes(
  { member, originalSha256, offset, length }: StoredRecord['place'],
  blobs: BlobStore,
): Promise<Buffer | null> {
  if (member !== null || originalSha256 === null || length > RAW_BYTES_MOST) return null;
  const sha256 = sha256Hex(originalSha256);
  if (!(await blobs.has(sha256))) return null;
  const pieces: Buffer[] = [];
  let at = 0;
  for await (const chunk of blobs.open(sha256) as AsyncIterable<Buffer>) {
    const from = Math.max(0, offset - at);
    const to = Math.min(chunk.length, offset + length - at);
    if (to > from) pieces.push(chunk.subarray(from, to));
    at += chunk.length;
    if (at >= offset + length) break;
  }
  return Buffer.concat(pieces);
}
