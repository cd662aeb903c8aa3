/** Sub-keys and sealed values against published vectors: NIST CAVP GCM, RFC 5869. */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../src-main/engine/lib/index.ts';
import { deriveKey, newKey, seal, unseal } from '../../../src-main/engine/vault/index.ts';

const shared = resolve(import.meta.dirname, '../../../../shared/data/crypto');
const nonceOf = (sealed: Uint8Array) => sealed.subarray(0, 12);

interface GcmCase {
  readonly [field: string]: string;
}

function cavpCases(file: string): GcmCase[] {
  const cases: GcmCase[] = [];
  let section: Record<string, string> = {};
  let current: Record<string, string> | null = null;
  for (const line of readFileSync(resolve(shared, 'aes', file), 'utf8').split(/\r?\n/)) {
    const header = /^\[(\w+) = (\d+)\]$/.exec(line);
    if (header) section = { ...section, [header[1] as string]: header[2] as string };
    const field = /^(\w+) = ?(.*)$/.exec(line);
    if (field?.[1] === 'Count') {
      current = { ...section };
      cases.push(current);
    }
    if (field && current) current[field[1] as string] = field[2] as string;
    if (line === 'FAIL' && current) current.FAIL = 'yes';
  }
  return cases.filter((one) => one.IVlen === '96' && one.Taglen === '128');
}

describe.skipIf(!existsSync(resolve(shared, 'aes')))('AES-256-GCM of this runtime, NIST CAVP', () => {
  test('encrypts every published 96-bit-nonce case to the published ciphertext and tag', () => {
    const cases = cavpCases('gcmEncryptExtIV256.rsp');
    expect(cases.length).toBeGreaterThan(300);
    for (const one of cases) {
      const cipher = createCipheriv('aes-256-gcm', fromHex(one.Key ?? ''), fromHex(one.IV ?? ''));
      cipher.setAAD(fromHex(one.AAD ?? ''));
      const ciphertext = Buffer.concat([cipher.update(fromHex(one.PT ?? '')), cipher.final()]);
      expect(ciphertext.toString('hex')).toBe(one.CT);
      expect(cipher.getAuthTag().toString('hex')).toBe(one.Tag);
    }
  });

  test('a sealed value is nonce, ciphertext and tag: published cases unseal, those marked FAIL are refused', () => {
    const cases = cavpCases('gcmDecrypt256.rsp');
    expect(cases.some((one) => one.FAIL)).toBe(true);
    for (const one of cases) {
      const sealed = fromHex(`${one.IV}${one.CT}${one.Tag}`);
      const open = () => unseal(fromHex(one.Key ?? ''), sealed, fromHex(one.AAD ?? ''));
      if (one.FAIL) expect(open).toThrow('vault.wrong-key');
      else expect(toHex(open())).toBe(one.PT);
    }
  });
});

describe('sealing small values', () => {
  const key = newKey();

  test('what was sealed comes back, whatever it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 50 }), (value, purpose) => {
        expect(toHex(unseal(key, seal(key, value, purpose), purpose))).toBe(toHex(value));
      }),
      { seed: 20261124, numRuns: 200 },
    );
  });

  test('another key, another purpose or any changed bit is refused', () => {
    const sealed = seal(key, utf8('证据密钥'), utf8('ring'));
    expect(() => unseal(newKey(), sealed, utf8('ring'))).toThrow('vault.wrong-key');
    expect(() => unseal(key, sealed, utf8('other'))).toThrow('vault.wrong-key');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = sealed.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(key, changed, utf8('ring'))).toThrow('vault.wrong-key');
    }
  });

  test('a value with missing bytes is called damaged, not wrongly keyed', () => {
    expect(() => unseal(key, new Uint8Array(27), utf8('ring'))).toThrow('vault.sealed-too-short');
  });

  test('no nonce comes twice in ten thousand sealings', () => {
    const nonces = new Set(Array.from({ length: 10_000 }, () => toHex(nonceOf(seal(key, utf8('x'), utf8('y'))))));
    expect(nonces.size).toBe(10_000);
  });

  test('Node decrypts a sealed value by the documented layout alone', () => {
    const sealed = seal(key, utf8('值'), utf8('用途'));
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    decipher.setAAD(utf8('用途'));
    decipher.setAuthTag(sealed.subarray(-16));
    expect(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString()).toBe('值');
  });
});

describe('sub-keys', () => {
  test('differ by label and by context, and repeat for the same ones', () => {
    const key = newKey();
    expect(toHex(deriveKey(key, 'a'))).toBe(toHex(deriveKey(key, 'a')));
    expect(toHex(deriveKey(key, 'a'))).not.toBe(toHex(deriveKey(key, 'b')));
    expect(toHex(deriveKey(key, 'a', utf8('1')))).not.toBe(toHex(deriveKey(key, 'a', utf8('2'))));
  });

  test('are what the two HMAC steps of RFC 5869 give for an empty salt', () => {
    const key = newKey();
    // §2.2: without a salt the extraction key is 32 zero bytes. §2.3: T(1) = HMAC(PRK, info | 0x01).
    const extracted = createHmac('sha256', new Uint8Array(32)).update(key).digest();
    const expanded = createHmac('sha256', extracted)
      .update('sealbench/v1/blob-name')
      .update(Uint8Array.of(1))
      .digest('hex');
    expect(toHex(deriveKey(key, 'blob-name'))).toBe(expanded);
  });

  test('a key of another length is a mistake of ours', () => {
    expect(() => deriveKey(new Uint8Array(16), 'a')).toThrow('bug.key-length');
  });
});
