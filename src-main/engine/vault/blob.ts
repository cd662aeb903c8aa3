/**
 * The blob store: contents of any size, each once, encrypted, under a name that does not give the content's hash away.
 *
 *     <folder>/ab/cdef…      one file a content; its name is HMAC-SHA-256(name key, SHA-256 of the content) in
 *                            hexadecimal, the first two digits being the folder; layout in blobCipher.ts
 *     <folder>/incoming/…    contents that are still being written
 *
 * Name key = HKDF-SHA-256(evidence key, info "sealbench/v1/blob-name").
 *
 * A crash leaves at most files in `incoming`, which the next opening removes: a file gets its name only when it is
 * complete and flushed. What the folder tells without the key: how many contents, their sizes, when they came.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { access, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import {
  type Bytes,
  bytes,
  EvidenceError,
  equalBytes,
  fromHex,
  isErrnoException,
  type Sha256Hex,
  sha256Hex,
  syncFolder,
} from '../lib/index.ts';
import { type BlobCipher, blobCipher, CHUNK_BYTES, HEADER_BYTES, MAGIC, SALT_BYTES, TAG_BYTES } from './blobCipher.ts';
import { deriveKey } from './keys.ts';

export interface BlobStore {
  /** Durable when it resolves. The same content a second time changes nothing and answers the same. */
  put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<BlobReceipt>;
  /**
   * The content, checked chunk by chunk as it flows: what was handed out was authentic, but only the stream's end says
   * that it is whole. The stream fails with `EvidenceError('blob.damaged')` naming the chunk, or `('blob.missing')`.
   */
  open(sha256: Sha256Hex): Readable;
  has(sha256: Sha256Hex): Promise<boolean>;
}

export interface BlobReceipt {
  readonly sha256: Sha256Hex;
  readonly sizeBytes: Bytes;
}

/** Makes `folder` when it is absent. Whoever opens it must hold the station alone. */
export function openBlobStore(folder: string, evidenceKey: Uint8Array): BlobStore {
  const incoming = join(folder, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  for (const leftover of readdirSync(incoming)) rmSync(join(incoming, leftover));
  const ownKey = evidenceKey.slice();
  const nameKey = deriveKey(evidenceKey, 'blob-name');

  function pathOf(sha256: Sha256Hex): string {
    const name = createHmac('sha256', nameKey).update(fromHex(sha256)).digest('hex');
    return join(folder, name.slice(0, 2), name.slice(2));
  }

  return {
    async put(content) {
      const temporary = join(incoming, randomBytes(12).toString('hex'));
      const file = await open(temporary, 'wx', 0o600);
      try {
        let receipt: BlobReceipt;
        try {
          receipt = await writeBlob(file, content instanceof Uint8Array ? [content] : content, ownKey);
          await file.sync();
        } finally {
          await file.close();
        }
        await settle(temporary, pathOf(receipt.sha256), folder);
        return receipt;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    open: (sha256) => Readable.from(readBlob(pathOf(sha256), sha256, ownKey), { objectMode: false }),
    has: async (sha256) => exists(pathOf(sha256)),
  };
}

async function writeBlob(
  file: FileHandle,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  evidenceKey: Uint8Array,
): Promise<BlobReceipt> {
  const cipher = blobCipher(evidenceKey, randomBytes(SALT_BYTES));
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let filled = 0;
  let number = 0;
  let sizeBytes = 0;
  await file.writeFile(cipher.header);
  for await (const part of content) {
    hash.update(part);
    sizeBytes += part.length;
    for (let at = 0; at < part.length; ) {
      // A full chunk waits until another byte comes: only then is it known not to be the last.
      if (filled === CHUNK_BYTES) {
        await file.writeFile(cipher.sealChunk(number++, chunk, null));
        filled = 0;
      }
      const taken = Math.min(CHUNK_BYTES - filled, part.length - at);
      chunk.set(part.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
    }
  }
  const sha256 = sha256Hex(hash.digest('hex'));
  await file.writeFile(cipher.sealChunk(number, chunk.subarray(0, filled), sha256));
  return { sha256, sizeBytes: bytes(sizeBytes) };
}

async function settle(temporary: string, path: string, folder: string): Promise<void> {
  if (await exists(path)) {
    await rm(temporary);
    return;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await syncFolder(folder);
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

async function* readBlob(path: string, sha256: Sha256Hex, evidenceKey: Uint8Array): AsyncGenerator<Uint8Array> {
  const file = await openExisting(path, sha256);
  try {
    const { size } = await file.stat();
    const header = await readExactly(file, 0, HEADER_BYTES);
    const sealedBytes = size - HEADER_BYTES;
    if (!header || sealedBytes < TAG_BYTES || !equalBytes(header.subarray(0, MAGIC.length), MAGIC)) {
      throw new EvidenceError('blob.damaged', { path, sha256, chunk: 'header' });
    }
    const cipher = blobCipher(evidenceKey, header.subarray(MAGIC.length));
    const chunkCount = Math.ceil(sealedBytes / (CHUNK_BYTES + TAG_BYTES));
    for (let number = 0; number < chunkCount; number++) {
      const lastOf = number === chunkCount - 1 ? sha256 : null;
      const content = await readChunk(file, cipher, number, lastOf, { path, sha256, size });
      // A stream of bytes has no empty pieces.
      if (content.length > 0) yield content;
    }
  } finally {
    await file.close();
  }
}

async function readChunk(
  file: FileHandle,
  cipher: BlobCipher,
  number: number,
  lastOf: Sha256Hex | null,
  blob: { readonly path: string; readonly sha256: Sha256Hex; readonly size: number },
): Promise<Uint8Array> {
  const offset = HEADER_BYTES + number * (CHUNK_BYTES + TAG_BYTES);
  const length = Math.min(CHUNK_BYTES + TAG_BYTES, blob.size - offset);
  const sealed = await readExactly(file, offset, length);
  const content = sealed && sealed.length >= TAG_BYTES ? cipher.unsealChunk(number, sealed, lastOf) : null;
  const emptyAfterOthers = content?.length === 0 && number > 0;
  if (!content || emptyAfterOthers) {
    throw new EvidenceError('blob.damaged', { path: blob.path, sha256: blob.sha256, chunk: number });
  }
  return content;
}

async function openExisting(path: string, sha256: Sha256Hex): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isErrnoException(error) && error.code === 'ENOENT')
      throw new EvidenceError('blob.missing', { path, sha256 }, error);
    throw error;
  }
}

async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer | null> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) return null;
    filled += bytesRead;
  }
  return buffer;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
