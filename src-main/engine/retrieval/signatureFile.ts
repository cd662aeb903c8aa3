/** The data subject's signature: a file that somebody hands in, kept in the vault byte for byte. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ConsentInput } from '../../../src-preload/contract/index.ts';
import { EvidenceError } from '../lib/index.ts';
import type { BlobStore } from '../vault/index.ts';
import type { ConsentRow } from './requestTable.ts';

/** Larger than any signed sheet, smaller than what would be something else. */
const SIGNATURE_BYTES_MOST = 64 << 20;

/** Null for a legal basis, which has none. Throws `EvidenceError('request.signature-file')`. */
export async function keepSignatureFile(blobs: BlobStore, consent: ConsentInput): Promise<ConsentRow['signatureFile']> {
  if (consent.kind !== 'consent') return null;
  const path = consent.signatureFile;
  const facts = await stat(path);
  if (!facts.isFile() || facts.size === 0 || facts.size > SIGNATURE_BYTES_MOST) {
    throw new EvidenceError('request.signature-file', { path, sizeBytes: facts.size });
  }
  const { sha256, sizeBytes } = await blobs.put(createReadStream(path));
  return { fileName: basename(path), sizeBytes, sha256 };
}
