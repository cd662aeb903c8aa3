/** LUKS2: ours in cryptsetup's hands, cryptsetup's in ours, and what is damaged told apart from a wrong passphrase. */
import { spawnSync } from 'node:child_process';
import { createCipheriv, randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSealedVolume, planVolume, writeSealedVolume } from '../../../../src-main/engine/export/volume/index.ts';
import { mergeKey, splitKey } from '../../../../src-main/engine/export/volume/luks2/antiForensic.ts';
import { WrongKeyError } from '../../../../src-main/engine/lib/index.ts';
import { exfatImage, fsck, sleuthKitHashes, treeFile, treeHashes, treeOf } from '../../../support/exfatImages.ts';
import { suiteFolder } from '../../../support/folders.ts';
import { dumpedKey, opensslPayload } from '../../../support/independentVolume.ts';
import { quietJob } from '../../../support/quietJob.ts';
import { hasSharedData, sharedData } from '../../../support/sharedData.ts';
import { hasTool } from '../../../support/stockTools.ts';

const PASSPHRASE = '左半-right-half 07';
const PAYLOAD_OFFSET = 16 * 2 ** 20;
const folder = suiteFolder();
const target = join(folder, 'sealed.luks');
const tree = treeOf(treeFile('证据/图像.E01', randomBytes(300_000)), treeFile('a.txt', 'evidence'));

beforeAll(async () => {
  await writeSealedVolume({ target, format: 'luks2', passphrase: PASSPHRASE, label: '封证台', tree, job: quietJob() });
});

function cryptsetup(args: readonly string[], input = ''): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('cryptsetup', args, { input, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

async function contentOf(path: string, passphrase = PASSPHRASE): Promise<{ findings: string[]; text: string }> {
  const volume = await openSealedVolume(path, passphrase);
  const parts: Uint8Array[] = [];
  for await (const part of volume.readFile('a.txt')) parts.push(Uint8Array.from(part));
  await volume.close();
  return { findings: volume.findings.map(({ code }) => code), text: Buffer.concat(parts).toString() };
}

describe('a volume that was sealed here', () => {
  it('has the size that was planned and comes back with its content', async () => {
    expect(readFileSync(target).length).toBe(planVolume(tree, 'luks2').neededBytes);
    expect(await contentOf(target)).toEqual({ findings: [], text: 'evidence' });
  });

  it.skipIf(!hasTool('cryptsetup'))('opens in cryptsetup with its passphrase and with no other', () => {
    const open = ['open', '--test-passphrase', target];
    expect(cryptsetup(open, PASSPHRASE)).toMatchObject({ status: 0 });
    expect(cryptsetup(open, `${PASSPHRASE}8`).status).not.toBe(0);
  });

  it.skipIf(!hasTool('cryptsetup'))(
    'is described by cryptsetup as AES-XTS with 512 bits, Argon2id, payload at 16 MiB',
    () => {
      const { status, output } = cryptsetup(['luksDump', target]);
      expect(status).toBe(0);
      expect(output).toMatch(/Version:\s+2\n/);
      expect(output).toMatch(/offset: 16777216 \[bytes\]/);
      expect(output).toMatch(/cipher: aes-xts-plain64/);
      expect(output).toMatch(/PBKDF:\s+argon2id/);
      expect(output).toMatch(/Key:\s+512 bits/);
    },
  );

  it.skipIf(!hasTool('cryptsetup'))(
    'is repaired by cryptsetup from its second header when the first is destroyed',
    () => {
      const path = damaged((bytes) => bytes.fill(0, 4096, 8192));
      expect(cryptsetup(['open', '--test-passphrase', path], PASSPHRASE)).toMatchObject({ status: 0 });
    },
  );

  it.skipIf(!hasTool('cryptsetup') || !hasTool('fsck.exfat') || !hasTool('fls'))(
    'decrypts by OpenSSL with the key that cryptsetup gives, to a clean file system with every file',
    async () => {
      const { output } = cryptsetup(['luksDump', '--dump-volume-key', '-q', target], PASSPHRASE);
      const payload = opensslPayload(dumpedKey(output), 0n, readFileSync(target).subarray(PAYLOAD_OFFSET));
      const image = join(folder, 'payload.img');
      writeFileSync(image, payload);
      expect(fsck(image)).toMatchObject({ status: 0 });
      expect(sleuthKitHashes(image)).toEqual(await treeHashes(tree));
    },
  );
});

describe.skipIf(!hasTool('cryptsetup'))('a volume that cryptsetup made', () => {
  const image = exfatImage(treeOf(treeFile('a.txt', 'made elsewhere')));
  const kinds: Record<string, string[]> = {
    'with Argon2id': [
      '--pbkdf',
      'argon2id',
      '--pbkdf-memory',
      '65536',
      '--pbkdf-force-iterations',
      '4',
      '--pbkdf-parallel',
      '2',
    ],
    'with PBKDF2-SHA-512': ['--pbkdf', 'pbkdf2', '--hash', 'sha512', '--pbkdf-force-iterations', '2000'],
    'with a large metadata area': [
      '--pbkdf',
      'pbkdf2',
      '--pbkdf-force-iterations',
      '2000',
      '--luks2-metadata-size',
      '64k',
    ],
  };
  for (const [name, options] of Object.entries(kinds)) {
    it(`${name} opens here by its first and by its second passphrase, and OpenSSL's payload is read`, async () => {
      const path = join(folder, `${randomBytes(4).toString('hex')}.luks`);
      writeFileSync(path, '');
      truncateSync(path, PAYLOAD_OFFSET + (await image).length);
      const cipher = ['--cipher', 'aes-xts-plain64', '--key-size', '512', '--sector-size', '512'];
      const format = ['luksFormat', '--type', 'luks2', '-q', ...cipher, ...options, path];
      expect(cryptsetup(format, 'first')).toMatchObject({ status: 0 });
      const more = ['luksAddKey', '-q', '--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000', path];
      expect(cryptsetup(more, 'first\nsecond\nsecond\n')).toMatchObject({ status: 0 });
      fillPayload(
        path,
        dumpedKey(cryptsetup(['luksDump', '--dump-volume-key', '-q', path], 'first').output),
        await image,
      );
      expect(await contentOf(path, 'first')).toEqual({ findings: [], text: 'made elsewhere' });
      expect(await contentOf(path, 'second')).toEqual({ findings: [], text: 'made elsewhere' });
      await expect(openSealedVolume(path, 'third')).rejects.toThrow(WrongKeyError);
    });
  }

  it('with another cipher is named, not taken for a wrong passphrase', async () => {
    const path = join(folder, 'other.luks');
    writeFileSync(path, '');
    truncateSync(path, PAYLOAD_OFFSET + 2 ** 20);
    const how = ['--cipher', 'serpent-xts-plain64', '--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000'];
    const made = cryptsetup(['luksFormat', '--type', 'luks2', '-q', ...how, path], 'first').status === 0;
    if (made) await expect(openSealedVolume(path, 'first')).rejects.toThrow('volume.luks-not-supported');
    else console.warn('not performed: cryptsetup cannot write Serpent without the kernel');
  });
});

function fillPayload(path: string, key: Buffer, image: Buffer): void {
  const file = openSync(path, 'r+');
  for (let at = 0; at < image.length; at += 512) {
    const number = Buffer.alloc(16);
    number.writeBigUInt64LE(BigInt(at / 512));
    const sector = createCipheriv('aes-256-xts', key, number).update(image.subarray(at, at + 512));
    writeSync(file, sector, 0, 512, PAYLOAD_OFFSET + at);
  }
  closeSync(file);
}

function damaged(damage: (bytes: Buffer) => unknown): string {
  const path = join(folder, `${randomBytes(4).toString('hex')}.luks`);
  copyFileSync(target, path);
  const bytes = readFileSync(path);
  const result = damage(bytes);
  writeFileSync(path, result instanceof Uint8Array ? result : bytes);
  return path;
}

describe('what is wrong with a LUKS2 volume', () => {
  const flip = (at: number) => (bytes: Buffer) => {
    bytes[at] = (bytes[at] as number) ^ 1;
  };

  it('a wrong passphrase is called that, with certainty', async () => {
    await expect(openSealedVolume(target, 'left half')).rejects.toThrow('volume.wrong-passphrase');
  });

  it('a flipped byte in the first or the second header is named, and the other header is used', async () => {
    expect(await contentOf(damaged(flip(4100)))).toMatchObject({ findings: ['volume.first-header-damaged'] });
    expect(await contentOf(damaged(flip(16384 + 4100)))).toMatchObject({ findings: ['volume.backup-header-damaged'] });
    expect(await contentOf(damaged((bytes) => bytes.fill(0, 0, 16384)))).toMatchObject({
      findings: ['volume.first-header-damaged'],
    });
  });

  it('damage to both headers is called damage', async () => {
    const path = damaged((bytes) => {
      flip(4100)(bytes);
      flip(16384 + 4100)(bytes);
    });
    await expect(openSealedVolume(path, PASSPHRASE)).rejects.toThrow('volume.luks-damaged');
  });

  it('a file that was cut is called truncated, by the file system in it', async () => {
    const path = damaged((bytes) => bytes.subarray(0, bytes.length - 5000));
    await expect(openSealedVolume(path, PASSPHRASE)).rejects.toThrow('volume.truncated');
    const shorter = damaged((bytes) => bytes.subarray(0, 100_000));
    await expect(openSealedVolume(shorter, PASSPHRASE)).rejects.toThrow('volume.truncated');
  });
});

describe('published headers', () => {
  const unpacked = (name: string): string => {
    const path = join(folder, name.replace(/\.xz$/, ''));
    writeFileSync(path, spawnSync('xz', ['-dc', sharedData(`disk/encrypted/${name}`)], { maxBuffer: 1 << 28 }).stdout);
    return path;
  };

  it.skipIf(!hasSharedData('disk/encrypted/luks2_valid_hdr.img.xz'))(
    'the valid LUKS2 header of cryptsetup, whose keys have 256 bits, is read and named for that',
    async () => {
      const opening = openSealedVolume(unpacked('luks2_valid_hdr.img.xz'), 'a guess');
      await expect(opening).rejects.toMatchObject({
        code: 'volume.luks-not-supported',
        details: { what: 'aes-xts-plain64 256, argon2' },
      });
    },
  );

  it.skipIf(!hasSharedData('disk/encrypted/luks1_compatimage.img.xz'))('a LUKS1 volume is named as such', async () => {
    const opening = openSealedVolume(unpacked('luks1_compatimage.img.xz'), 'compatkey');
    await expect(opening).rejects.toMatchObject({ code: 'volume.luks-not-supported', details: { what: 'LUKS1' } });
  });
});

describe('the anti-forensic splitter', () => {
  it('gives the key back from all stripes, and another one when a bit of any stripe is lost', () => {
    const key = new Uint8Array(randomBytes(64));
    const split = splitKey(key, 40, 'sha256');
    expect(mergeKey(split, 64, 40, 'sha256')).toEqual(key);
    split[3] = (split[3] as number) ^ 4;
    expect(mergeKey(split, 64, 40, 'sha256')).not.toEqual(key);
  });
});
