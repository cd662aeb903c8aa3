/** What goes wrong with a volume is told apart as far as the format lets anybody know. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSealedVolume, writeSealedVolume } from '../../../../src-main/engine/export/volume/index.ts';
import { WrongKeyError } from '../../../../src-main/engine/lib/index.ts';
import { treeFile, treeOf } from '../../../support/exfatImages.ts';
import { suiteFolder } from '../../../support/folders.ts';
import { quietJob } from '../../../support/quietJob.ts';

/** With a PIM of 1, which a long passphrase may have, a key is derived thirty times faster. */
const PASSPHRASE = '左半：晴空 right half: lantern';
const HOW = { pim: 1 };
const folder = suiteFolder();
const whole = join(folder, 'whole.hc');
const tree = treeOf(treeFile('a.txt', 'evidence'), treeFile('b.bin', randomBytes(100_000)));

beforeAll(async () => {
  await writeSealedVolume({
    target: whole,
    format: 'veracrypt',
    passphrase: PASSPHRASE,
    ...HOW,
    label: '',
    tree,
    job: quietJob(),
  });
});

function changed(change: (volume: Buffer) => Buffer | undefined): string {
  const path = join(folder, `${randomBytes(4).toString('hex')}.hc`);
  copyFileSync(whole, path);
  const volume = readFileSync(path);
  writeFileSync(path, change(volume) ?? volume);
  return path;
}

/** Codes of what is wrong although it opens; the first file must read all the same. */
async function findings(path: string): Promise<string[]> {
  const volume = await openSealedVolume(path, PASSPHRASE, HOW);
  const parts: Uint8Array[] = [];
  for await (const part of volume.readFile('a.txt')) parts.push(Uint8Array.from(part));
  await volume.close();
  expect(Buffer.concat(parts).toString()).toBe('evidence');
  return volume.findings.map(({ code }) => code);
}

const flip = (at: number) => (volume: Buffer) => {
  volume[at < 0 ? volume.length + at : at] = (volume.at(at) as number) ^ 0x10;
  return undefined;
};

describe('a VeraCrypt volume', () => {
  it('that is whole opens with its passphrase and nothing is found wrong', async () => {
    expect(await findings(whole)).toEqual([]);
  });

  it('does not open with another passphrase, and that alone is called a wrong key', async () => {
    await expect(openSealedVolume(whole, 'left half', HOW)).rejects.toThrow(WrongKeyError);
    await expect(openSealedVolume(whole, 'left half', HOW)).rejects.toThrow('volume.not-opened');
    await expect(openSealedVolume(whole, '', HOW)).rejects.toThrow('volume.passphrase-empty');
    await expect(openSealedVolume(whole, 'x'.repeat(129))).rejects.toThrow('volume.passphrase-too-long');
  });

  it('with a flipped byte in the first header opens by the backup, and says so', async () => {
    expect(await findings(changed(flip(10)))).toEqual(['volume.first-header-damaged']);
    expect(await findings(changed(flip(300)))).toEqual(['volume.first-header-damaged']);
  });

  it('with a flipped byte in the backup header opens, and says so', async () => {
    expect(await findings(changed(flip(-131072 + 100)))).toEqual(['volume.backup-header-damaged']);
  });

  it('with both headers damaged cannot be told from a wrong passphrase', async () => {
    const path = changed((volume) => {
      flip(100)(volume);
      flip(-131072 + 100)(volume);
      return undefined;
    });
    await expect(openSealedVolume(path, PASSPHRASE, HOW)).rejects.toThrow('volume.not-opened');
  });

  it('whose first header was overwritten opens by the backup, and with a wrong passphrase the overwriting is named', async () => {
    const path = changed((volume) => {
      volume.fill(0, 0, 512);
      return undefined;
    });
    expect(await findings(path)).toEqual(['volume.first-header-damaged']);
    await expect(openSealedVolume(path, 'left half', HOW)).rejects.toThrow('volume.first-header-overwritten');
  });

  it('that was cut within its content is called truncated, with both sizes', async () => {
    const size = readFileSync(whole).length;
    const path = changed((volume) => volume.subarray(0, 500_000));
    await expect(openSealedVolume(path, PASSPHRASE, HOW)).rejects.toMatchObject({
      code: 'volume.truncated',
      details: { expected: size - 131072, found: 500_000 },
    });
  });

  it('that was cut behind its content still reads, and the missing bytes are counted', async () => {
    expect(await findings(changed((volume) => volume.subarray(0, volume.length - 1000)))).toEqual([
      'volume.backup-cut-off',
    ]);
  });

  it('with bytes behind its end still reads, and they are counted', async () => {
    expect(await findings(changed((volume) => Buffer.concat([volume, Buffer.alloc(700)])))).toEqual([
      'volume.bytes-behind',
    ]);
  });

  it('of which a piece of odd length is left is not called a wrong passphrase', async () => {
    const path = changed((volume) => volume.subarray(1000, 400_001));
    await expect(openSealedVolume(path, PASSPHRASE, HOW)).rejects.toThrow('volume.odd-size');
  });
});

describe('a file that is no volume', () => {
  it('is called just that: text, zeros, nothing', async () => {
    for (const content of [Buffer.from('a report\n'.repeat(50_000)), Buffer.alloc(400_000), Buffer.alloc(0)]) {
      const path = changed(() => content);
      await expect(openSealedVolume(path, PASSPHRASE, HOW)).rejects.toThrow('volume.not-a-volume');
    }
  });

  it('is not called a wrong key', async () => {
    await expect(
      openSealedVolume(
        changed(() => Buffer.alloc(400_000)),
        PASSPHRASE,
      ),
    ).rejects.not.toThrow(WrongKeyError);
  });
});
