/**
 * The medium's bytes inside an E01 (EnCase 6 layout, libewf's "Expert Witness Compression Format"), read a second way:
 * from any tree, in order, without the code that images. Little endian throughout.
 *
 * A segment is a 13-byte header and sections; a section is a 76-byte descriptor (type, 16 bytes; offset of the next,
 * 8 bytes) and content. `sectors` holds chunks; the `table` after it says where each begins and whether it is compressed.
 */
import { inflateSync } from 'node:zlib';
import { EvidenceError } from '../../lib/index.ts';
import type { ReadableTree } from '../tree.ts';
import { ByteSequence, readRange } from './sequence.ts';

const SIGNATURE = Buffer.from([0x45, 0x56, 0x46, 0x09, 0x0d, 0x0a, 0xff, 0x00]);
const HEADER_BYTES = 13;
const DESCRIPTOR_BYTES = 76;
const TABLE_HEADER_BYTES = 24;
const COMPRESSED = 0x80000000;
const CHECKSUM_BYTES = 4;
const MOST_CHUNK_BYTES = 64 << 20;
const MOST_TABLE_ENTRIES = 1 << 24;

interface Geometry {
  readonly chunkBytes: number;
  readonly sizeBytes: number;
}

/** Throws `EvidenceError` `verify.image-unreadable` (path, offset) or `verify.image-cut`. */
export async function* e01Content(tree: ReadableTree, paths: readonly string[]): AsyncGenerator<Uint8Array> {
  let geometry: Geometry | null = null;
  let left = 0;
  for (const path of paths) {
    const header = await readRange(tree, path, 0, HEADER_BYTES);
    if (!SIGNATURE.equals(header.subarray(0, SIGNATURE.length))) throw unreadable(path, 0);
    let sectorsEnd = 0;
    for (let at = HEADER_BYTES; ; ) {
      const { type, next } = readDescriptor(await readRange(tree, path, at, DESCRIPTOR_BYTES));
      if (type === 'next' || type === 'done') break;
      if (next <= at) throw unreadable(path, at);
      if ((type === 'volume' || type === 'disk') && geometry === null) {
        geometry = readGeometry(await readRange(tree, path, at + DESCRIPTOR_BYTES, 24), path, at);
        left = geometry.sizeBytes;
      } else if (type === 'sectors') {
        sectorsEnd = next;
      } else if (type === 'table') {
        if (geometry === null) throw unreadable(path, at);
        for await (const chunk of tableChunks(tree, path, at + DESCRIPTOR_BYTES, sectorsEnd, geometry.chunkBytes)) {
          yield chunk.subarray(0, left);
          left -= Math.min(left, chunk.length);
        }
      }
      at = next;
    }
  }
  if (geometry === null || left > 0) throw new EvidenceError('verify.image-cut', { path: paths.at(-1) ?? '' });
}

function readDescriptor(descriptor: Uint8Array): { type: string; next: number } {
  const view = viewOf(descriptor);
  const type = Buffer.from(descriptor.subarray(0, 16)).toString('latin1').replace(/\0.*$/s, '');
  return { type, next: Number(view.getBigUint64(16, true)) };
}

function readGeometry(volume: Uint8Array, path: string, at: number): Geometry {
  const view = viewOf(volume);
  const chunkBytes = view.getUint32(8, true) * view.getUint32(12, true);
  const sizeBytes = Number(view.getBigUint64(16, true)) * view.getUint32(12, true);
  if (chunkBytes === 0 || chunkBytes > MOST_CHUNK_BYTES || !Number.isSafeInteger(sizeBytes)) throw unreadable(path, at);
  return { chunkBytes, sizeBytes };
}

async function* tableChunks(
  tree: ReadableTree,
  path: string,
  at: number,
  sectorsEnd: number,
  chunkBytes: number,
): AsyncGenerator<Uint8Array> {
  const header = viewOf(await readRange(tree, path, at, TABLE_HEADER_BYTES));
  const count = header.getUint32(0, true);
  const base = Number(header.getBigUint64(8, true));
  if (count === 0) return;
  if (count > MOST_TABLE_ENTRIES) throw unreadable(path, at);
  const table = viewOf(await readRange(tree, path, at + TABLE_HEADER_BYTES, count * 4));
  const entry = (index: number) => table.getUint32(index * 4, true);
  const start = (index: number) => (index < count ? base + (entry(index) & ~COMPRESSED) : sectorsEnd);
  const chunks = new ByteSequence(tree, path, start(0));
  try {
    for (let index = 0; index < count; index += 1) {
      const length = start(index + 1) - start(index);
      if (length <= 0 || length > 2 * chunkBytes + 1024) throw unreadable(path, start(index));
      const stored = await chunks.take(length);
      yield (entry(index) & COMPRESSED) === 0
        ? stored.subarray(0, length - CHECKSUM_BYTES)
        : inflate(stored, chunkBytes, path, start(index));
    }
  } finally {
    await chunks.close();
  }
}

function inflate(stored: Uint8Array, chunkBytes: number, path: string, at: number): Uint8Array {
  try {
    return inflateSync(stored, { maxOutputLength: chunkBytes });
  } catch (cause) {
    throw new EvidenceError('verify.image-unreadable', { path, offset: at }, cause);
  }
}

function unreadable(path: string, offset: number): EvidenceError {
  return new EvidenceError('verify.image-unreadable', { path, offset });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
