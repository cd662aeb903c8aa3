/** SM3 against GB/T 32905-2016 annex A, and against OpenSSL where it is installed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runningSm3, sm3, toHex, utf8 } from '../../../src-main/engine/lib/index.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { hasTool, run } from '../../support/stockTools.ts';

test('the two examples of GB/T 32905-2016 annex A give the published digests', () => {
  expect(toHex(sm3(utf8('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(toHex(sm3(utf8('abcd'.repeat(16))))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
});

test.skipIf(!hasTool('openssl'))('texts of any length give the digest that OpenSSL gives', () => {
  const folder = temporaryFolder();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
      writeFileSync(join(folder, 'message'), message);
      const { output } = run('openssl', ['dgst', '-sm3', '-r', 'message'], folder);
      expect(toHex(sm3(message))).toBe(output.slice(0, 64));
    }),
    { seed: 32905, numRuns: 40 },
  );
});

test('a stream gives the same digest however it is cut into pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
      const stream = runningSm3();
      for (const piece of pieces) stream.update(piece);
      expect(stream.hex()).toBe(toHex(sm3(Uint8Array.from(pieces.flatMap((piece) => [...piece])))));
    }),
    { seed: 32905 },
  );
});

test.skipIf(!hasTool('openssl'))('a stream longer than its buffer gives the digest that OpenSSL gives', () => {
  const folder = temporaryFolder();
  for (const length of [32_767, 32_768, 32_769, 65_536, 1_000_003]) {
    const message = Uint8Array.from({ length }, (_, index) => (index * 7919) >> 3);
    const stream = runningSm3();
    stream.update(message.subarray(0, 1000));
    stream.update(message.subarray(1000));
    writeFileSync(join(folder, 'message'), message);
    const { output } = run('openssl', ['dgst', '-sm3', '-r', 'message'], folder);
    expect(stream.hex()).toBe(output.slice(0, 64));
  }
});
