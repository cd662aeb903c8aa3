/**
 * Chunks as an E01 image stores them (docs/formats/e01.md, "Chunk"): either zlib (RFC 1950, with its own Adler-32) or
 * the plain bytes followed by their Adler-32, little-endian. Packing and its inverse, side by side; both run in workers.
 */
import type { Codec, Effort } from './codec.ts';

export const COMPRESSED = 0x80000000;
export const CHECKSUM_BYTES = 4;

export type Compression = 'none' | Effort;

/** Room that packed chunks of this many plain bytes can need: a chunk that does not shrink is stored. */
export function packedRoom(plainBytes: number, chunkBytes: number): number {
  return plainBytes + Math.ceil(plainBytes / chunkBytes) * CHECKSUM_BYTES;
}

/**
 * Packs chunk after chunk. The result has one number a chunk: its size in the image, `COMPRESSED` set when it is zlib.
 * `packed` receives the compressed chunks and, of a stored chunk, only the checksum: its bytes stay where they are.
 */
export function packChunks(
  codec: Codec,
  plain: Uint8Array,
  packed: Uint8Array,
  chunkBytes: number,
  compression: Compression,
): Uint32Array {
  const sizes = new Uint32Array(Math.ceil(plain.length / chunkBytes));
  let at = 0;
  for (let index = 0; index < sizes.length; index++) {
    const chunk = plain.subarray(index * chunkBytes, (index + 1) * chunkBytes);
    const deflated = compression === 'none' ? null : deflateChunk(codec, chunk, compression);
    if (deflated === null) {
      writeUint32(packed, at, codec.adler32(chunk));
      at += CHECKSUM_BYTES;
      sizes[index] = chunk.length + CHECKSUM_BYTES;
    } else {
      packed.set(deflated, at);
      at += deflated.length;
      sizes[index] = deflated.length | COMPRESSED;
    }
  }
  return sizes;
}

/** Null when storing is as short. */
function deflateChunk(codec: Codec, chunk: Uint8Array, effort: Effort): Uint8Array | null {
  if (isConstant(chunk)) return constantChunk(codec, chunk, effort);
  return looksRandom(chunk) ? null : codec.compress(chunk, effort, chunk.length + CHECKSUM_BYTES);
}

const constantChunks = new Map<string, Uint8Array | null>();

/** Every chunk of one repeated byte has the same zlib stream: made once a byte and length. */
function constantChunk(codec: Codec, chunk: Uint8Array, effort: Effort): Uint8Array | null {
  const key = `${chunk[0]}/${chunk.length}/${effort}`;
  let stream = constantChunks.get(key);
  if (stream === undefined) {
    stream = codec.compress(chunk, effort, chunk.length + CHECKSUM_BYTES)?.slice() ?? null;
    constantChunks.set(key, stream);
  }
  return stream;
}

function isConstant(chunk: Uint8Array): boolean {
  // A chunk equals itself moved by one byte exactly when all its bytes are equal; memcmp gives up at the first that is not.
  return chunk.length > 64 && Buffer.compare(chunk.subarray(1), chunk.subarray(0, chunk.length - 1)) === 0;
}

const SAMPLES = 2048;
/** χ² with 255 degrees of freedom: mean 255, deviation 22.6. Text and code lie in the thousands. */
const RANDOM_CHI_SQUARE = 345;
const histogram = new Uint32Array(256);

/**
 * Whether deflate would surely gain nothing: the bytes are spread as evenly as those of a compressed or encrypted file.
 * A sample decides; an even spread with repetitions in it (a counter, a repeated random block) is left to deflate.
 */
function looksRandom(chunk: Uint8Array): boolean {
  if (chunk.length < 2 * SAMPLES) return false;
  const stride = Math.floor(chunk.length / SAMPLES);
  histogram.fill(0);
  for (let at = 0, taken = 0; taken < SAMPLES; at += stride, taken++) {
    (histogram[chunk[at] as number] as number)++;
  }
  let squares = 0;
  for (const count of histogram) squares += count * count;
  const chiSquare = (squares * 256) / SAMPLES - SAMPLES;
  return chiSquare < RANDOM_CHI_SQUARE && !hasRepetition(chunk);
}

const TABLE_BITS = 12;
const words = new Uint32Array(1 << TABLE_BITS);

/** Looks for the same four bytes twice at places 16 bytes apart or a multiple; by chance once in a million chunks. */
function hasRepetition(chunk: Uint8Array): boolean {
  words.fill(0);
  for (let at = 0; at + 4 <= chunk.length; at += 16) {
    const word = readUint32(chunk, at);
    const place = Math.imul(word, 0x9e3779b1) >>> (32 - TABLE_BITS);
    if (words[place] === word) return true;
    words[place] = word;
  }
  return false;
}

export interface ChunkPlace {
  /** Offset in `packed`. */
  readonly offset: number;
  readonly packedBytes: number;
  readonly plainBytes: number;
  readonly compressed: boolean;
}

/**
 * The inverse: fills `plain` chunk after chunk and returns the indexes of those whose checksum or zlib stream is wrong.
 * A stored chunk keeps the bytes that are there; a compressed one that cannot be opened becomes zeros. The last chunk
 * of a medium may hold more than belongs to it (ewfacquire counts whole sectors only): what is over is left out.
 */
export function expandChunks(
  codec: Codec,
  packed: Uint8Array,
  plain: Uint8Array,
  places: readonly ChunkPlace[],
  chunkBytes: number,
): number[] {
  const damaged: number[] = [];
  let at = 0;
  places.forEach((place, index) => {
    const target = plain.subarray(at, at + place.plainBytes);
    const chunk = packed.subarray(place.offset, place.offset + place.packedBytes);
    const sound = place.compressed ? expandInto(codec, chunk, target, chunkBytes) : copyInto(codec, chunk, target);
    if (!sound) damaged.push(index);
    at += place.plainBytes;
  });
  return damaged;
}

/** The last short stream that held one repeated byte: an empty part of a medium is the same stream over and over. */
let repeated: { readonly stream: Uint8Array; readonly contentBytes: number; readonly byte: number } | null = null;
const SHORT_STREAM_BYTES = 256;

function expandInto(codec: Codec, chunk: Uint8Array, target: Uint8Array, chunkBytes: number): boolean {
  if (repeated !== null && Buffer.compare(repeated.stream, chunk) === 0 && repeated.contentBytes >= target.length) {
    target.fill(repeated.byte);
    return true;
  }
  const content = codec.expand(chunk, chunkBytes);
  if (content === null || content.length < target.length) {
    target.fill(0);
    return false;
  }
  target.set(content.subarray(0, target.length));
  if (chunk.length <= SHORT_STREAM_BYTES && isConstant(content)) {
    repeated = { stream: chunk.slice(), contentBytes: content.length, byte: content[0] as number };
  }
  return true;
}

function copyInto(codec: Codec, chunk: Uint8Array, target: Uint8Array): boolean {
  const content = chunk.subarray(0, Math.max(0, chunk.length - CHECKSUM_BYTES));
  const kept = content.subarray(0, target.length);
  target.set(kept);
  target.fill(0, kept.length);
  return kept.length === target.length && codec.adler32(content) === readUint32(chunk, content.length);
}

function readUint32(from: Uint8Array, at: number): number {
  const [a, b, c, d] = [from[at], from[at + 1], from[at + 2], from[at + 3]] as [number, number, number, number];
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}

function writeUint32(to: Uint8Array, at: number, value: number): void {
  to[at] = value & 0xff;
  to[at + 1] = (value >>> 8) & 0xff;
  to[at + 2] = (value >>> 16) & 0xff;
  to[at + 3] = value >>> 24;
}
