import { describe, expect, it } from 'vitest';
import { createHashStream, type HashName, placeHashes } from '../../../src-main/engine/imaging/pipeline/hashes.ts';

/** RFC 1321 A.5, FIPS 180-4 examples, GB/T 32905-2016 A.1 and A.2. */
const VECTORS: readonly [HashName, string, string][] = [
  ['md5', '', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['md5', 'abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['sha1', 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['sha256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['sm3', 'abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ['sm3', 'abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
];

describe('hashes', () => {
  it.each(VECTORS)('%s of "%s" is the published value', (name, text, digest) => {
    const stream = createHashStream(name);
    for (const byte of new TextEncoder().encode(text)) stream.update(Uint8Array.of(byte));
    expect(stream.hex()).toBe(digest);
  });

  it('MD5 works alone and SHA-1 shares a worker with SHA-256', () => {
    expect(placeHashes(['sha256', 'md5', 'sha1'], 2)).toEqual([['md5'], ['sha256', 'sha1']]);
  });

  it('SM3, the slowest, has a worker of its own', () => {
    expect(placeHashes(['sha256', 'sm3', 'md5', 'sha1'], 2)).toEqual([['sm3'], ['md5', 'sha256', 'sha1']]);
    expect(placeHashes(['sha256', 'sm3', 'md5', 'sha1'], 4)).toEqual([['sm3'], ['md5'], ['sha256'], ['sha1']]);
  });
});
