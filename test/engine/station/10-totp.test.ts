/** One-time codes against RFC 4226 appendix D and RFC 6238 appendix B. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../src-main/engine/lib/index.ts';
import {
  fromBase32,
  hotp,
  matchingStep,
  stepAt,
  toBase32,
  totpCode,
  totpUri,
} from '../../../src-main/engine/station/totp.ts';

const shared = resolve(import.meta.dirname, '../../../../shared/data/crypto/otp');

function vectors(file: string): Record<string, string>[] {
  const blocks = readFileSync(resolve(shared, file), 'utf8').split(/\n\s*\n/);
  const cases = blocks.map((block) => {
    const fields = [...block.matchAll(/^(\w+) = (.*)$/gm)];
    return Object.fromEntries(fields.map((field): [string, string] => [field[1] ?? '', field[2] ?? '']));
  });
  return cases.filter((one) => 'COUNT' in one);
}

describe.skipIf(!existsSync(shared))('published vectors', () => {
  test('every SHA-1 code of RFC 6238 appendix B', () => {
    const sha1 = vectors('rfc-6238.txt').filter((one) => one.MODE === 'SHA1');
    expect(sha1.length).toBe(6);
    for (const { TIME, TOTP, SECRET } of sha1)
      expect(hotp(utf8(SECRET ?? ''), stepAt(Number(TIME) * 1000), 8)).toBe(TOTP);
  });

  test('every code of RFC 4226 appendix D', () => {
    const all = vectors('rfc-4226.txt');
    expect(all.length).toBe(10);
    for (const { COUNT, HOTP, SECRET } of all) expect(hotp(utf8(SECRET ?? ''), Number(COUNT), 6)).toBe(HOTP);
  });
});

describe('base32', () => {
  test('is RFC 4648 §10 without padding', () => {
    const known = [
      ['', ''],
      ['f', 'MY'],
      ['fo', 'MZXQ'],
      ['foo', 'MZXW6'],
      ['foob', 'MZXW6YQ'],
      ['fooba', 'MZXW6YTB'],
      ['foobar', 'MZXW6YTBOI'],
    ];
    for (const [plain, encoded] of known) {
      expect(toBase32(utf8(plain ?? ''))).toBe(encoded);
      expect(Buffer.from(fromBase32(encoded ?? '')).toString()).toBe(plain);
    }
  });

  test('gives back what was put in, also in lower case and in groups', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (value) => {
        const grouped = toBase32(value).toLowerCase().replace(/.{4}/g, '$& ');
        expect(Buffer.from(fromBase32(grouped)).equals(Buffer.from(value))).toBe(true);
      }),
      { seed: 20261124, numRuns: 200 },
    );
  });

  test('a letter that is none is refused', () => {
    expect(() => fromBase32('MZXW0')).toThrow('auth.secret-not-base32');
  });
});

describe('which codes are accepted', () => {
  const seed = utf8('12345678901234567890');
  const now = 1_795_521_600_000;
  const at = (steps: number) => hotp(seed, stepAt(now) + steps, 6);

  test('the present one and the one before, nothing earlier, nothing later', () => {
    expect(matchingStep(seed, at(0), now)).toBe(stepAt(now));
    expect(matchingStep(seed, at(-1), now)).toBe(stepAt(now) - 1);
    for (const steps of [-3, -2, 1, 2]) expect(matchingStep(seed, at(steps), now)).toBe(null);
  });

  test('text of another length is no code', () => {
    for (const code of ['', '1', `${at(0)}0`, at(0).slice(1), '一二三四五六'])
      expect(matchingStep(seed, code, now)).toBe(null);
  });

  test('the code for a base32 secret is the code for its bytes', () => {
    expect(totpCode(toBase32(seed), stepAt(now))).toBe(at(0));
  });
});

test('the enrolment address names station, person and parameters, also in Chinese', () => {
  const uri = new URL(totpUri('演示 工作站', 'li.si', 'MZXW6YTB'));
  expect(uri.protocol).toBe('otpauth:');
  expect(decodeURIComponent(uri.pathname)).toContain('演示 工作站:li.si');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    secret: 'MZXW6YTB',
    issuer: '演示 工作站',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
