import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPRESSED, expandChunks, packChunks, packedRoom } from '../../../src-main/engine/imaging/pipeline/chunks.ts';
import { libdeflateCodec, zlibCodec } from '../../../src-main/engine/imaging/pipeline/codec.ts';
import { mixedContent } from '../../support/images.ts';

const codecs = { libdeflate: libdeflateCodec(), zlib: zlibCodec() };
const CHUNK = 32768;

describe.each(Object.entries(codecs))('codec %s', (_, codec) => {
  it('makes streams that zlib opens, and opens streams that zlib made', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 5000 }),
        fc.constantFrom('fast' as const, 'best' as const),
        (bytes, effort) => {
          const content = Uint8Array.from([...bytes, ...bytes]);
          const stream = codec.compress(content, effort, 100_000);
          expect(inflateSync(stream ?? new Uint8Array()).equals(content)).toBe(true);
          const expanded = codec.expand(deflateSync(content), content.length);
          expect(expanded !== null && Buffer.compare(expanded, content) === 0).toBe(true);
        },
      ),
      { seed: 1 },
    );
  });

  it('gives null for a stream that is damaged, cut off, or holds more than it may', () => {
    const content = mixedContent(200_000).subarray(100_000);
    const stream = deflateSync(content);
    expect(codec.expand(stream, content.length - 1)).toBeNull();
    expect(codec.expand(stream.subarray(0, -1), content.length)).toBeNull();
    stream[stream.length - 1] = (stream[stream.length - 1] as number) ^ 1;
    expect(codec.expand(stream, content.length)).toBeNull();
    expect(codec.expand(new Uint8Array(), 10)).toBeNull();
  });

  it('gives null when compressing does not pay', () => {
    const random = mixedContent(300_000).subarray(200_000, 200_000 + CHUNK);
    expect(codec.compress(random, 'fast', 20_000)).toBeNull();
  });

  it('computes Adler-32 as RFC 1950 does', () => {
    expect(codec.adler32(new TextEncoder().encode('Wikipedia'))).toBe(0x11e60398);
    expect(codec.adler32(new Uint8Array())).toBe(1);
    const content = mixedContent(250_001);
    // The last four bytes of a zlib stream are the Adler-32 of its content, big-endian.
    expect(codec.adler32(content)).toBe(deflateSync(content).readUInt32BE(deflateSync(content).length - 4));
  });

  it('what it packed comes back byte for byte, whatever the content', () => {
    for (const compression of ['none', 'fast', 'best'] as const) {
      const plain = mixedContent(1_000_003).subarray(0, 1_000_003);
      const packed = new Uint8Array(packedRoom(plain.length, CHUNK));
      const sizes = packChunks(codec, plain, packed, CHUNK, compression);
      const image = inImage(plain, packed, sizes);
      const restored = new Uint8Array(plain.length);
      const damaged = expandChunks(codec, image.bytes, restored, image.places, CHUNK);
      expect(damaged).toEqual([]);
      expect(Buffer.compare(restored, plain)).toBe(0);
    }
  });
});

/** Puts packed chunks behind each other as an image does: a stored chunk's bytes stay in `plain`. */
function inImage(plain: Uint8Array, packed: Uint8Array, sizes: Uint32Array) {
  const parts: Uint8Array[] = [];
  const places = [];
  let offset = 0;
  let packedAt = 0;
  for (const [index, size] of sizes.entries()) {
    const compressed = (size & COMPRESSED) !== 0;
    const packedBytes = size & ~COMPRESSED;
    const content = plain.subarray(index * CHUNK, (index + 1) * CHUNK);
    const own = compressed ? packedBytes : 4;
    if (!compressed) parts.push(content);
    parts.push(packed.subarray(packedAt, packedAt + own));
    packedAt += own;
    places.push({ offset, packedBytes, plainBytes: content.length, compressed });
    offset += packedBytes;
  }
  return { bytes: Buffer.concat(parts), places };
}

describe('the scan before compressing', () => {
  it('costs less than 0.2 % of size on content of every kind', () => {
    const plain = mixedContent(4_000_000);
    const codec = zlibCodec();
    const sizes = packChunks(codec, plain, new Uint8Array(packedRoom(plain.length, CHUNK)), CHUNK, 'fast');
    const scanned = sizes.reduce((sum, size) => sum + (size & ~COMPRESSED), 0);
    let unscanned = 0;
    for (let at = 0; at < plain.length; at += CHUNK) {
      const chunk = plain.subarray(at, at + CHUNK);
      unscanned += Math.min(deflateSync(chunk, { level: 1 }).length, chunk.length + 4);
    }
    expect(scanned / unscanned).toBeLessThan(1.002);
  });
});
