/** A file of the source, or a member of an archive in it: named bytes that can be read forwards, any number of times. */
import { open } from 'node:fs/promises';
import { LIMITS } from '../limits.ts';
import type { SourcePart } from '../model.ts';

export interface SourceFile {
  readonly part: SourcePart;
  /** Path by which the file is known beside its siblings: the member's, else the file's. */
  readonly path: string;
  /** As recorded by the folder or archive; null for streams whose length shows only at their end. */
  readonly sizeBytes: number | null;
  /** Where it lies on disk as it is; absent for members of archives. */
  readonly diskPath?: string;
  /** A fresh pass from byte `from`, or the first. Buffers are never reused, so views into them stay valid. */
  chunks(from?: number): AsyncIterable<Buffer>;
}

export function fileOnDisk(path: string, part: SourcePart, sizeBytes: number): SourceFile {
  return {
    part,
    path: part.file,
    sizeBytes,
    diskPath: path,
    chunks: (from = 0) => chunksOfDisk(path, from, Number.POSITIVE_INFINITY),
  };
}

/** A range of a file on disk, as a member of an archive that stores without compressing. */
export async function* chunksOfDisk(path: string, from: number, to: number): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    for (let at = from; at < to; ) {
      const buffer = Buffer.allocUnsafeSlow(Math.min(LIMITS.chunkBytes, to - at));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return;
      yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** Bytes that are in memory already. */
export async function* chunksOfBytes(bytes: Buffer, from = 0): AsyncGenerator<Buffer> {
  for (let at = from; at < bytes.length; at += LIMITS.chunkBytes) yield bytes.subarray(at, at + LIMITS.chunkBytes);
}

/** A stream that can only be read from its start, with its first bytes passed over. */
export async function* skipping(chunks: AsyncIterable<Buffer>, from: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of chunks) {
    if (at + chunk.length > from) yield at >= from ? chunk : chunk.subarray(from - at);
    at += chunk.length;
  }
}

/** Joins the small pieces that decompressors give into chunks of the usual size. */
export async function* inChunks(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < LIMITS.chunkBytes) continue;
    yield Buffer.concat(waiting, bytes);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting, bytes);
}

/** The first bytes, for recognising a format. Damage behind them is left for the reading to report. */
export async function headOf(file: SourceFile, limit: number = LIMITS.headBytes): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of file.chunks()) {
      pieces.push(chunk);
      bytes += chunk.length;
      if (bytes >= limit) break;
    }
  } catch (error) {
    if (bytes === 0) throw error;
  }
  return Buffer.concat(pieces).subarray(0, limit);
}

/** A byte range read again, to show a record in its source. Null when the part has become shorter than that. */
export async function rangeOf(file: SourceFile, offset: number, length: number): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let missing = length;
  if (missing > 0) {
    for await (const chunk of file.chunks(offset)) {
      pieces.push(chunk.subarray(0, missing));
      missing -= Math.min(chunk.length, missing);
      if (missing === 0) break;
    }
  }
  const found = Buffer.concat(pieces);
  return found.length === length ? found : null;
}

/** The whole file in memory; null when it exceeds the limit. */
export async function heldWhole(file: SourceFile, limit: number = LIMITS.heldBytes): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file.chunks()) {
    bytes += chunk.length;
    if (bytes > limit) return null;
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}

/** The name alone, in the case it has. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
