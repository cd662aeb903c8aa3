/** A sealed volume in the hands of strangers: cryptsetup, Python and OpenSSL, exfatprogs, The Sleuth Kit. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeSealedVolume } from '../../../../src-main/engine/export/volume/index.ts';
import { fsck, sleuthKitHashes, treeFile, treeHashes, treeOf } from '../../../support/exfatImages.ts';
import { suiteFolder } from '../../../support/folders.ts';
import { dumpedKey, opensslPayload, tcryptDump, veracryptKey } from '../../../support/independentVolume.ts';
import { quietJob } from '../../../support/quietJob.ts';
import { hasTool } from '../../../support/stockTools.ts';

const PASSPHRASE = 'quartz-anchor-velvet-09 meadow-copper-lantern-51';
const BACKUP_AREA = 131072;

const tree = treeOf(
  treeFile('封存说明.txt', '本卷为封存证据。\n'),
  treeFile('data/图像/检材 1.E01', randomBytes(400_000)),
  treeFile('data/空.txt', ''),
);
const folder = suiteFolder();
const target = join(folder, 'sealed.hc');

beforeAll(async () => {
  await writeSealedVolume({
    target,
    format: 'veracrypt',
    passphrase: PASSPHRASE,
    label: '封证台',
    tree,
    job: quietJob(),
  });
});

async function expectPayloadIsWhole(payload: Buffer): Promise<void> {
  const image = join(folder, 'payload.img');
  writeFileSync(image, payload);
  expect(fsck(image)).toMatchObject({ status: 0 });
  expect(sleuthKitHashes(image)).toEqual(await treeHashes(tree));
}

const noFileTools = !hasTool('fsck.exfat') || !hasTool('fls');

describe.skipIf(!hasTool('python3') || noFileTools)('a decoder made of Python hashlib and OpenSSL', () => {
  it('opens the first and the backup header, finds the same key, and a file system with every file', async () => {
    const volume = readFileSync(target);
    const key = veracryptKey(volume, 0, PASSPHRASE);
    expect(key).not.toBeNull();
    expect(veracryptKey(volume, volume.length - BACKUP_AREA, PASSPHRASE)).toEqual(key);
    expect(volume.subarray(0, 64)).not.toEqual(
      volume.subarray(volume.length - BACKUP_AREA, volume.length - BACKUP_AREA + 64),
    );
    const payload = opensslPayload(key as Buffer, 256n, volume.subarray(131072, volume.length - BACKUP_AREA));
    await expectPayloadIsWhole(payload);
  });

  it('opens nothing with another passphrase', () => {
    expect(veracryptKey(readFileSync(target), 0, `${PASSPHRASE} `)).toBeNull();
  });
});

describe.skipIf(!hasTool('cryptsetup'))('cryptsetup', () => {
  it('reads the first header: AES in XTS mode, SHA-512, payload at 131,072', () => {
    const { status, output } = tcryptDump(target, PASSPHRASE);
    expect(status).toBe(0);
    expect(output).toMatch(/PBKDF2 hash:\s+sha512/);
    expect(output).toMatch(/Cipher chain:\s+aes\n/);
    expect(output).toMatch(/Cipher mode:\s+xts-plain64/);
    expect(output).toMatch(/MK offset:\s+131072/);
  });

  it('reads the backup header with the same key', () => {
    const first = tcryptDump(target, PASSPHRASE, 485, '--dump-volume-key', '-q');
    const backup = tcryptDump(target, PASSPHRASE, 485, '--tcrypt-backup', '--dump-volume-key', '-q');
    expect(first.status).toBe(0);
    expect(backup.status).toBe(0);
    expect(dumpedKey(first.output)).toHaveLength(64);
    expect(dumpedKey(backup.output)).toEqual(dumpedKey(first.output));
  });

  it.skipIf(noFileTools)('gives the key with which OpenSSL decrypts a clean file system with every file', async () => {
    const volume = readFileSync(target);
    const key = dumpedKey(tcryptDump(target, PASSPHRASE, 485, '--dump-volume-key', '-q').output);
    await expectPayloadIsWhole(opensslPayload(key, 256n, volume.subarray(131072, volume.length - BACKUP_AREA)));
  });

  it('refuses a wrong passphrase and a flipped byte of the header, and takes the right one and the whole header', () => {
    expect(tcryptDump(target, 'quartz').status).not.toBe(0);
    expect(tcryptDump(target, PASSPHRASE).status).toBe(0);
    const damaged = readFileSync(target);
    damaged[100] = (damaged[100] as number) ^ 1;
    const path = join(folder, 'damaged.hc');
    writeFileSync(path, damaged);
    expect(tcryptDump(path, PASSPHRASE).status).not.toBe(0);
    expect(tcryptDump(path, PASSPHRASE, 485, '--tcrypt-backup').status).toBe(0);
  });
});

describe('to somebody without the passphrase', () => {
  it('every part of the file looks random: no name, no header, no sector twice', () => {
    const volume = readFileSync(target);
    expect(volume.includes(Buffer.from('封存说明', 'utf16le'))).toBe(false);
    expect(volume.includes('EXFAT')).toBe(false);
    const blocks = new Set<string>();
    for (let at = 0; at < volume.length; at += 16) blocks.add(volume.toString('latin1', at, at + 16));
    expect(blocks.size).toBe(volume.length / 16);
  });
});
