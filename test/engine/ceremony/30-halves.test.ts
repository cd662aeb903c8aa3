/** The passphrase in two halves: one for each person, shown once, kept nowhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asWords, typedWords } from '../../../src-main/engine/ceremony/words.ts';
import { fromHex } from '../../../src-main/engine/lib/index.ts';
import { type CeremonyHome, ceremonyHome, PARAMETERS, PASSWORD } from '../../support/ceremonyHome.ts';

const EXPORT = PARAMETERS['seal-export'];

async function halves(parameters = EXPORT): Promise<{
  home: CeremonyHome;
  id: string;
  use: (operator: string, witness: string) => string | null;
  operator: string;
  witness: string;
}> {
  const home = ceremonyHome();
  const ceremonies = home.ceremonies('exporter');
  const { id } = ceremonies.open('seal-export', parameters);
  const operator = (await ceremonies.prove(id, 'operator', 'exporter', PASSWORD, '1')).passphraseHalf ?? '';
  const witness = (await ceremonies.prove(id, 'witness', 'witness', PASSWORD, '1')).passphraseHalf ?? '';
  return {
    home,
    id,
    operator,
    witness,
    use: (one, two) => ceremonies.redeemExport(id, parameters, { operator: one, witness: two }).passphrase,
  };
}

test('words are the published proquints', () => {
  // D. S. Wilkerson, "A Proposal for Proquints": IP addresses and their words.
  expect(asWords(fromHex('7f000001'))).toBe('lusab-babad');
  expect(asWords(fromHex('3f54dcc1'))).toBe('gutih-tugad');
  expect(asWords(fromHex('d82344d7'))).toBe('tobog-higil');
  expect(asWords(fromHex('d844e815'))).toBe('todah-vobij');
});

test('no two values have the same words', () => {
  const words = new Set(Array.from({ length: 65_536 }, (_, value) => asWords(Uint8Array.of(value >> 8, value & 255))));
  expect(words.size).toBe(65_536);
});

test('a half is five words, 80 bits, and both joined fit the 64 bytes that VeraCrypt takes', async () => {
  const { operator, witness, use } = await halves();
  for (const half of [operator, witness])
    expect(half).toMatch(/^([bdfghjklmnprstvz][aiou]){2}[bdfghjklmnprstvz](-[a-z]{5}){4}$/);
  expect(operator).not.toBe(witness);
  const passphrase = use(operator, witness);
  expect(passphrase).toBe(`${operator}-${witness}`);
  expect(Buffer.byteLength(passphrase ?? '')).toBeLessThanOrEqual(64);
});

test('halves may be typed with capitals, spaces and line breaks', async () => {
  const { operator, witness, use } = await halves();
  expect(use(` ${operator.toUpperCase().replaceAll('-', ' ')}\n`, witness.replaceAll('-', ' - '))).toBe(
    `${operator}-${witness}`,
  );
});

test('a wrong half, and halves that changed places, are refused and logged, and may be typed again', async () => {
  const { home, operator, witness, use } = await halves();
  expect(() => use(operator, 'lusab-babad-gutih-tugad-zuzuz')).toThrow(/half-wrong.*witness/);
  expect(() => use(witness, operator)).toThrow(/half-wrong.*operator/);
  expect(() => use(operator, '')).toThrow('ceremony.half-wrong');
  expect(home.logged('use').map(({ outcome, subject }) => [outcome, subject.reason])).toEqual(
    Array(3).fill(['refused', 'ceremony.half-wrong']),
  );
  expect(use(operator, witness)).not.toBeNull();
  expect(() => use(operator, witness)).toThrow('ceremony.used');
});

test('no half stands in the log or in the store, not even where it was typed wrongly', async () => {
  const { home, operator, witness, use } = await halves();
  // The half is random: another letter than the one it begins with.
  const mistyped = operator.replace(/^./, (first) => (first === 'z' ? 'b' : 'z'));
  expect(() => use(mistyped, witness)).toThrow('ceremony.half-wrong');
  use(operator, witness);
  const entries = home.log().page({ offset: 0, limit: 100, act: null, actor: null }).entries;
  const everything = entries.map(({ text }) => text).join('\n');
  for (const secret of [operator, witness, mistyped]) {
    for (const word of secret.split('-').slice(0, 3)) expect(everything).not.toContain(word);
  }
  home.close();
  for (const name of readdirSync(home.folder)) {
    expect(readFileSync(join(home.folder, name)).includes(operator)).toBe(false);
  }
});

test('an export without a volume has no passphrase', async () => {
  const { operator, witness, use } = await halves({ ...EXPORT, volume: 'none' });
  expect([operator, witness]).toEqual(['', '']);
  expect(use('', '')).toBeNull();
});

test('whatever bits, their words are typed back as they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bits) => {
      const words = asWords(bits);
      expect(typedWords(words.toUpperCase().replaceAll('-', '  '))).toBe(words);
    }),
    { seed: 901 },
  );
});
