/** The key that a password gives, against published Argon2id vectors, and which passwords are refused. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toHex, utf8 } from '../../../src-main/engine/lib/index.ts';
import { argon2id, PASSWORD_COST, passwordKey } from '../../../src-main/engine/station/argon2.ts';
import { checkPassword } from '../../../src-main/engine/station/passwordPolicy.ts';

const nobleVectors = resolve(import.meta.dirname, '../../../../shared/data/crypto/kdf/noble_argon2.json');

/** `pattern(start, length)`: five counting bytes again and again, as the vectors' inputs are made. */
const pattern = (start: number, length: number) => Uint8Array.from({ length }, (_, at) => start + (at % 5));

describe('Argon2id', () => {
  // phc-winner-argon2, src/test.c, version 0x13, Argon2id: password, salt, t, m in KiB, p, 32 bytes.
  test.each([
    ['password', 'somesalt', 2, 256, 1, '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'],
    ['password', 'somesalt', 2, 256, 2, '6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037'],
    ['password', 'somesalt', 2, 65536, 1, '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7'],
    ['differentpassword', 'somesalt', 2, 65536, 1, '0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde'],
    ['password', 'diffsalt', 2, 65536, 1, 'bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c'],
  ])(
    'of %s with %s, t=%i, m=%i, p=%i is the reference value',
    async (password, salt, passes, memoryKib, lanes, expected) => {
      const cost = { memoryKib, passes, lanes };
      expect(toHex(await argon2id({ password: utf8(password), salt: utf8(salt), cost, lengthBytes: 32 }))).toBe(
        expected,
      );
    },
  );

  test.skipIf(!existsSync(nobleVectors))(
    'agrees with an independent native implementation on every boundary',
    async () => {
      // Entries 75 to 89 of the list are Argon2id, version 0x13; those without a secret: t, p, m, output length.
      const expected = JSON.parse(readFileSync(nobleVectors, 'utf8')) as string[];
      const cases: readonly (readonly [number, number, number, number, number])[] = [
        [0, 1, 1, 8, 32],
        [8, 2, 2, 16, 32],
        [9, 4, 3, 24, 32],
        [10, 8, 4, 32, 32],
        [11, 32, 1, 64, 32],
        [12, 1, 16, 128, 32],
        [13, 1, 1, 1024, 32],
        [14, 1, 1, 4096, 1024],
      ];
      for (const [index, passes, lanes, memoryKib, lengthBytes] of cases) {
        const task = {
          password: pattern(1, 32),
          salt: pattern(6, 16),
          cost: { passes, lanes, memoryKib },
          lengthBytes,
        };
        expect(toHex(await argon2id(task)), `vector ${75 + index}`).toBe(expected[75 + index]);
      }
    },
  );

  test('a password costs 64 MiB, three passes and four lanes, RFC 9106 §4', () => {
    expect(PASSWORD_COST).toEqual({ memoryKib: 65536, passes: 3, lanes: 4 });
  });

  test('full-width and composed forms of one password give one key', async () => {
    const salt = utf8('0123456789abcdef');
    const cost = { memoryKib: 64, passes: 1, lanes: 1 };
    const key = async (password: string) => toHex(await passwordKey(password, salt, cost));
    expect(await key('ｐａｓｓ１２３密码')).toBe(await key('pass123密码'));
    expect(await key('café crème')).toBe(await key('cafe\u0301 cre\u0300me'));
    expect(await key('pass123密码')).not.toBe(await key('Pass123密码'));
  });
});

describe('passwords that are refused', () => {
  const names = ['zhang.wei', '张伟', '演示取证工作站'];
  const refusal = (password: string): string | null => {
    try {
      checkPassword(password, names);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  test.each([
    ['seven77', 'auth.password-short'],
    ['七个汉字的口令', 'auth.password-short'],
    ['x'.repeat(257), 'auth.password-long'],
    ['password', 'auth.password-common'],
    ['Password123!', 'auth.password-common'],
    ['P@ssw0rd2026', 'auth.password-common'],
    ['iloveyou520', 'auth.password-common'],
    ['woaini1314', 'auth.password-common'],
    ['ｗｏａｉｎｉ１３１４', 'auth.password-common'],
    ['管理员密码20261', 'auth.password-common'],
    ['12345678', 'auth.password-pattern'],
    ['87654321', 'auth.password-pattern'],
    ['1qaz2wsx', 'auth.password-pattern'],
    ['qwertyui', 'auth.password-common'],
    ['asdfghjk22', 'auth.password-pattern'],
    ['qwer1234!', 'auth.password-pattern'],
    ['11111111', 'auth.password-pattern'],
    ['ababababab', 'auth.password-pattern'],
    ['19880101', 'auth.password-pattern'],
    ['1988年10月1日', 'auth.password-pattern'],
    ['zhang.wei', 'auth.password-name'],
    ['zhang.wei2026', 'auth.password-name'],
    ['演示取证工作站123', 'auth.password-name'],
  ])('%.30s', (password, code) => {
    expect(refusal(password)).toBe(code);
  });

  test.each([
    '八个汉字组成口令',
    'tidal-osprey-lamp',
    'gk4m-xw2p-7sdq-l3ha',
    '雨后的站台有三只猫',
    'correct horse battery',
    '长口令可以一直写到二百五十六个字符'.padEnd(256, '甲乙丙丁戊己庚辛壬癸'),
  ])('%.20s is accepted: no rule asks for kinds of characters', (password) => {
    expect(refusal(password)).toBe(null);
  });
});
