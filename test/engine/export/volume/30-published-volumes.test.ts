/**
 * The sample volumes that cryptsetup publishes for its own tests. Password, cipher and hash of each are in its name or in
 * the notes of the set; inside is a FAT file system with the serial DEAD-BABE, in hidden volumes CAFE-BABE.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DecryptedPayload } from '../../../../src-main/engine/export/volume/payload.ts';
import { VolumeFile } from '../../../../src-main/engine/export/volume/target/volumeFile.ts';
import { type UnlockOptions, unlockVeracrypt } from '../../../../src-main/engine/export/volume/veracrypt/open.ts';
import { suiteFolder } from '../../../support/folders.ts';
import { hasSharedData, sharedData } from '../../../support/sharedData.ts';

const ARCHIVE = 'disk/encrypted/tcrypt-images.tar.xz';
const PASSWORD = 'aaaaaaaaaaaa';

describe.skipIf(!hasSharedData(ARCHIVE))('published VeraCrypt volumes', () => {
  const folder = suiteFolder();
  let images = '';
  beforeAll(() => {
    spawnSync('tar', ['-xJf', sharedData(ARCHIVE), '-C', folder]);
    images = join(folder, readdirSync(folder)[0] ?? '');
  });

  /** Serial number of the FAT file system inside (bytes 39 to 42 of its boot sector). */
  async function serialInside(
    name: string,
    passphrase: string,
    options: UnlockOptions = {},
  ): Promise<{ serial: string; findings: readonly unknown[] }> {
    const file = await VolumeFile.open(join(images, name));
    try {
      const volume = await unlockVeracrypt(file, passphrase, options);
      const boot = Buffer.from(await new DecryptedPayload(file, volume).read(0, 512));
      return { serial: boot.readUInt32LE(39).toString(16), findings: volume.findings };
    } finally {
      await file.close();
    }
  }

  it('open where they use AES with SHA-512 or SHA-256', async () => {
    for (const name of ['vc_1-sha512-xts-aes', 'vc_1-sha256-xts-aes']) {
      expect(await serialInside(name, PASSWORD)).toEqual({ serial: 'deadbabe', findings: [] });
    }
  });

  it('open as the outer volume with its password and as the hidden one with the other', async () => {
    const name = 'vc_1-sha512-xts-aes-hidden';
    expect((await serialInside(name, PASSWORD)).serial).toBe('deadbabe');
    expect((await serialInside(name, 'bbbbbbbbbbbb')).serial).toBe('cafebabe');
  });

  it('open with a PIM when it is given, and not without', async () => {
    const name = 'vcpim_1-sha256-xts-aes';
    const options = { derivations: ['sha256'], pim: 1234 } as const;
    expect((await serialInside(name, PASSWORD, options)).serial).toBe('deadbabe');
    await expect(serialInside(name, PASSWORD, { ...options, pim: 1233 })).rejects.toThrow('volume.not-opened');
  });

  it('are refused with the algorithms that were tried when they use others', async () => {
    for (const name of ['vc_1-whirlpool-xts-aes', 'vc_1-sha512-xts-camellia', 'vc_1-sha512-xts-aes-twofish-serpent']) {
      const options = { derivations: ['sha512', 'sha256'] } as const;
      await expect(serialInside(name, PASSWORD, options)).rejects.toMatchObject({
        code: 'volume.not-opened',
        details: { tried: 'PBKDF2-SHA-512 + AES, PBKDF2-SHA-256 + AES' },
      });
    }
  });
});
