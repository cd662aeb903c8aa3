/** The blob store: contents come back whole or not at all, and the folder gives nothing away. */
import { createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SealbenchError, type Sha256Hex, sha256Hex, utf8 } from '../../../src-main/engine/lib/index.ts';
import { type BlobStore, newKey, openBlobStore } from '../../../src-main/engine/vault/index.ts';
import { refusalOf } from '../../support/refusals.ts';

const CHUNK = 65536;
const key = newKey();
let folder: string;
let blobs: BlobStore;

const sha256 = (content: Uint8Array) => sha256Hex(createHash('sha256').update(content).digest('hex'));
const read = (hash: Sha256Hex) => buffer(blobs.open(hash));

/** Where docs/formats/blob.md says that the file lies, worked out with node:crypto alone. */
function pathOf(hash: string): string {
  const nameKey = Buffer.from(hkdfSync('sha256', key, '', 'sealbench/v1/blob-name', 32));
  const name = createHmac('sha256', nameKey).update(Buffer.from(hash, 'hex')).digest('hex');
  return join(folder, name.slice(0, 2), name.slice(2));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealbench-blobs-'));
  blobs = openBlobStore(folder, key);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what goes in comes out', () => {
  test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])('a content of %i bytes', async (size) => {
    const content = randomBytes(size);
    const receipt = await blobs.put(content);
    expect(receipt).toEqual({ sha256: sha256(content), sizeBytes: size });
    expect((await read(receipt.sha256)).equals(content)).toBe(true);
  });

  test('however the stream is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2 * CHUNK), { maxLength: 6 }), async (sizes) => {
        const pieces = sizes.map((size) => randomBytes(size));
        const receipt = await blobs.put(streamOf(pieces));
        expect((await read(receipt.sha256)).equals(Buffer.concat(pieces))).toBe(true);
      }),
      { seed: 20261124, numRuns: 25 },
    );
  });

  test('the same content twice is one file', async () => {
    const first = await blobs.put(utf8('同一份内容'));
    const before = readFileSync(pathOf(first.sha256));
    expect(await blobs.put(utf8('同一份内容'))).toEqual(first);
    expect(readFileSync(pathOf(first.sha256)).equals(before)).toBe(true);
    expect(filesIn(folder)).toHaveLength(1);
  });

  test('a source that fails half-way leaves nothing', async () => {
    await expect(
      blobs.put(
        (async function* () {
          yield randomBytes(CHUNK * 2);
          throw new Error('source went away');
        })(),
      ),
    ).rejects.toThrow('source went away');
    expect(filesIn(folder)).toEqual([]);
  });

  test('what a killed program left unfinished is gone after the next opening', async () => {
    writeFileSync(join(folder, 'incoming', 'half'), 'x');
    blobs = openBlobStore(folder, key);
    expect(filesIn(folder)).toEqual([]);
  });
});

describe('what was changed is refused', () => {
  const content = randomBytes(2 * CHUNK + 1000);
  let hash: Sha256Hex;
  let path: string;
  let good: Buffer;
  beforeEach(async () => {
    hash = (await blobs.put(content)).sha256;
    path = pathOf(hash);
    good = readFileSync(path);
  });

  function refusal(changed: Buffer): Promise<SealbenchError> {
    writeFileSync(path, changed);
    return refusalOf(() => read(hash));
  }
  function withBit(offset: number): Buffer {
    const changed = Buffer.from(good);
    changed[offset] = (changed[offset] ?? 0) ^ 0x80;
    return changed;
  }
  const sealedChunk = CHUNK + 16;

  test.each([
    ['the magic', 2, 'header'],
    ['the salt', 20, 0],
    ['the first chunk', 40 + 9, 0],
    ['the second chunk', 40 + sealedChunk + 9, 1],
    ['the last chunk', 40 + 2 * sealedChunk + 9, 2],
  ])('one bit in %s, and the place is named', async (_name, offset, chunk) => {
    expect(await refusal(withBit(offset))).toMatchObject({ code: 'blob.damaged', details: { chunk } });
  });

  test.each([
    ['the last byte', -1],
    ['the whole last chunk', -(1000 + 16)],
    ['all but the header', -(2 * sealedChunk + 1000 + 16)],
  ])('%s cut off', async (_name, end) => {
    expect(await refusal(good.subarray(0, end))).toMatchObject({ code: 'blob.damaged' });
  });

  test('bytes added at the end', async () => {
    expect(await refusal(Buffer.concat([good, randomBytes(40)]))).toMatchObject({ code: 'blob.damaged' });
  });

  test('two chunks exchanged', async () => {
    const changed = Buffer.from(good);
    good.copy(changed, 40, 40 + sealedChunk, 40 + 2 * sealedChunk);
    good.copy(changed, 40 + sealedChunk, 40, 40 + sealedChunk);
    expect(await refusal(changed)).toMatchObject({ code: 'blob.damaged', details: { chunk: 0 } });
  });

  test('another valid blob under this name', async () => {
    const other = await blobs.put(randomBytes(10));
    expect(await refusal(readFileSync(pathOf(other.sha256)))).toMatchObject({ code: 'blob.damaged' });
  });

  test('a blob of another evidence key', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'sealbench-blobs-'));
    const otherKey = newKey();
    await openBlobStore(elsewhere, otherKey).put(content);
    const [foreign] = filesIn(elsewhere);
    expect(await refusal(readFileSync(foreign as string))).toMatchObject({
      code: 'blob.damaged',
      details: { chunk: 0 },
    });
    rmSync(elsewhere, { recursive: true });
  });

  test('a blob that is gone is called missing', async () => {
    rmSync(path);
    await expect(read(hash)).rejects.toThrow('blob.missing');
    expect(await blobs.has(hash)).toBe(false);
  });
});

describe('the format', () => {
  test('decrypts by docs/formats/blob.md alone', async () => {
    const content = randomBytes(CHUNK + 333);
    const { sha256: hash } = await blobs.put(content);
    const file = readFileSync(pathOf(hash));
    expect(file.subarray(0, 8).toString('latin1')).toBe('SBBLOB1\n');
    const info = Buffer.concat([Buffer.from('sealbench/v1/blob'), file.subarray(8, 40)]);
    const blobKey = Buffer.from(hkdfSync('sha256', key, '', info, 32));
    const plain: Buffer[] = [];
    const lengths = [CHUNK, 333];
    let at = 40;
    for (const [number, length] of lengths.entries()) {
      const isLast = number === lengths.length - 1;
      const decipher = createDecipheriv(
        'aes-256-gcm',
        blobKey,
        Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number, Number(isLast)]),
      );
      decipher.setAAD(Buffer.concat([file.subarray(0, 40), isLast ? Buffer.from(hash, 'hex') : Buffer.alloc(0)]));
      decipher.setAuthTag(file.subarray(at + length, at + length + 16));
      plain.push(decipher.update(file.subarray(at, at + length)), decipher.final());
      at += length + 16;
    }
    expect(at).toBe(file.length);
    expect(Buffer.concat(plain).equals(content)).toBe(true);
  });

  test('neither name nor bytes show the content or its hash', async () => {
    const canary = '金丝雀-canary-7F3A';
    const { sha256: hash } = await blobs.put(utf8(canary.repeat(50)));
    const [path] = filesIn(folder);
    expect(path).not.toContain(hash.slice(0, 16));
    const file = readFileSync(path as string);
    for (const encoding of ['utf8', 'utf16le'] as const)
      expect(file.includes(Buffer.from(canary, encoding))).toBe(false);
  });

  test('only the owner may read the files', async () => {
    const { sha256: hash } = await blobs.put(utf8('x'));
    expect(statSync(pathOf(hash)).mode & 0o777).toBe(0o600);
    expect(existsSync(join(folder, 'incoming'))).toBe(true);
  });
});

async function* streamOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
