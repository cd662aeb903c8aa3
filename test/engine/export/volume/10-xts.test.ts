/** AES-256-XTS put together from AES-256-ECB and a XOR: published vectors, and OpenSSL's own. */
import { createCipheriv, getCiphers, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XtsCipher } from '../../../../src-main/engine/export/volume/xts/xtsCipher.ts';
import { XtsCrew } from '../../../../src-main/engine/export/volume/xts/xtsCrew.ts';
import { hasSharedData, sharedData } from '../../../support/sharedData.ts';

const VECTORS = 'crypto/xts/tweak-128hexstr_XTSGenAES256.rsp';

interface Vector {
  readonly key: Buffer;
  /** The number of the data unit: 128 bits, least significant byte first. */
  readonly unit: bigint;
  readonly plain: Buffer;
  readonly cipher: Buffer;
}

describe.skipIf(!hasSharedData(VECTORS))('NIST CAVP XTSGen AES256 (those of whole blocks)', () => {
  it('every vector encrypts and decrypts as published', () => {
    const vectors = readVectors();
    expect(vectors.length).toBe(600);
    for (const { key, unit, plain, cipher } of vectors) {
      const xts = new XtsCipher(key, plain.length);
      const data = new Uint8Array(plain);
      xts.encrypt(data, unit);
      expect(Buffer.from(data).toString('hex')).toBe(cipher.toString('hex'));
      xts.decrypt(data, unit);
      expect(Buffer.from(data).toString('hex')).toBe(plain.toString('hex'));
    }
  });
});

function readVectors(): Vector[] {
  const blocks = readFileSync(sharedData(VECTORS), 'utf8').split(/\r?\n\r?\n/);
  return blocks.flatMap((block) => {
    const field = (name: string): string => new RegExp(`^${name} = ([0-9a-f]+)`, 'm').exec(block)?.[1] ?? '';
    if (Number(field('DataUnitLen')) % 128 !== 0 || field('COUNT') === '') return [];
    const unit = BigInt(`0x${Buffer.from(field('i'), 'hex').reverse().toString('hex')}`);
    const hex = (name: string): Buffer => Buffer.from(field(name), 'hex');
    return [{ key: hex('Key'), unit, plain: hex('PT'), cipher: hex('CT') }];
  });
}

describe.skipIf(!getCiphers().includes('aes-256-xts'))('OpenSSL, sector by sector', () => {
  const openssl = (key: Uint8Array, unit: bigint, sector: Uint8Array): Buffer => {
    const number = Buffer.alloc(16);
    number.writeBigUInt64LE(unit);
    return createCipheriv('aes-256-xts', key, number).update(sector);
  };

  it('agrees for any key, place and number of sectors, across batches and over 32 bits of the unit number', () => {
    const unit = fc.oneof(
      fc.bigInt(0n, 2n ** 63n),
      fc.nat(3000).map((below) => 2n ** 32n - BigInt(below)),
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        unit,
        fc.integer({ min: 1, max: 1600 }),
        (key, first, sectors) => {
          fc.pre(Buffer.compare(key.subarray(0, 32), key.subarray(32)) !== 0);
          const plain = randomBytes(sectors * 512);
          const data = new Uint8Array(plain);
          const xts = new XtsCipher(key);
          xts.encrypt(data, first);
          for (let sector = 0; sector < sectors; sector += 1) {
            const expected = openssl(key, first + BigInt(sector), plain.subarray(sector * 512, (sector + 1) * 512));
            expect(expected.equals(data.subarray(sector * 512, (sector + 1) * 512))).toBe(true);
          }
          xts.decrypt(data, first);
          expect(plain.equals(data)).toBe(true);
        },
      ),
      { seed: 20261124, numRuns: 25 },
    );
  });

  it('agrees with the workers too, whatever order they end in', async () => {
    const key = randomBytes(64);
    const crew = new XtsCrew(key, 'encrypt');
    try {
      const plains = Array.from({ length: 6 }, (_, index) => randomBytes(512 * (index + 1)));
      const done = await Promise.all(
        plains.map((plain, index) => {
          const buffer = new ArrayBuffer(1 << 16);
          new Uint8Array(buffer).set(plain);
          return crew.transform({ buffer, bytes: plain.length, firstUnit: BigInt(index * 100) });
        }),
      );
      for (const [index, buffer] of done.entries()) {
        const first = openssl(key, BigInt(index * 100), (plains[index] as Buffer).subarray(0, 512));
        expect(first.equals(new Uint8Array(buffer, 0, 512))).toBe(true);
      }
    } finally {
      await crew.close();
    }
  });
});

describe('a cipher that cannot be right is refused', () => {
  it('with two equal halves of the key, a short key, or a rest of a sector', () => {
    expect(() => new XtsCipher(new Uint8Array(64))).toThrow('bug.not-an-xts-key');
    expect(() => new XtsCipher(randomBytes(32))).toThrow('bug.not-an-xts-key');
    expect(() => new XtsCipher(randomBytes(64)).encrypt(new Uint8Array(511), 0n)).toThrow('bug.not-whole-units');
  });
});
