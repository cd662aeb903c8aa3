/** PIM and Argon2id, as VeraCrypt 1.26.27 and later write them, checked with OpenSSL's Argon2 and with cryptsetup. */

import { spawnSync } from 'node:child_process';
import * as crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  openSealedVolume,
  type SealRequest,
  writeSealedVolume,
} from '../../../../src-main/engine/export/volume/index.ts';
import { treeFile, treeOf } from '../../../support/exfatImages.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { opensslXts } from '../../../support/independentVolume.ts';
import { quietJob } from '../../../support/quietJob.ts';
import { hasTool } from '../../../support/stockTools.ts';

const PASSPHRASE = 'a passphrase of more than twenty letters';

async function seal(
  how: Pick<SealRequest, 'format'> & { readonly pim?: number },
  passphrase = PASSPHRASE,
): Promise<string> {
  const target = join(temporaryFolder(), 'sealed.hc');
  await writeSealedVolume({ target, passphrase, label: '', tree: treeOf(treeFile('a', 'b')), job: quietJob(), ...how });
  return target;
}

const hasArgon2 = 'argon2Sync' in crypto;

describe('a volume with Argon2id', () => {
  it.skipIf(!hasArgon2)(
    'opens with the key that OpenSSL derives: 192 bytes asked for, the first 64 taken',
    async () => {
      const header = readFileSync(await seal({ format: 'veracrypt-argon2id', pim: 1 })).subarray(0, 512);
      const derived = crypto.argon2Sync('argon2id', {
        message: Buffer.from(PASSPHRASE),
        nonce: header.subarray(0, 64),
        parallelism: 1,
        tagLength: 192,
        memory: 64 * 1024,
        passes: 3,
      });
      expect(opensslXts(derived.subarray(0, 64), 0n, header.subarray(64)).toString('latin1', 0, 4)).toBe('VERA');
    },
  );

  it('opens without being told which derivation it has, and not where Argon2id is not tried', async () => {
    const target = await seal({ format: 'veracrypt-argon2id', pim: 2 });
    const volume = await openSealedVolume(target, PASSPHRASE, { pim: 2 });
    expect(volume.format).toBe('veracrypt-argon2id');
    expect(volume.findings).toEqual([]);
    await volume.close();
    const others = { derivations: ['sha512', 'sha256'], pim: 2 } as const;
    await expect(openSealedVolume(target, PASSPHRASE, others)).rejects.toMatchObject({
      code: 'volume.not-opened',
      details: { tried: 'PBKDF2-SHA-512 + AES, PBKDF2-SHA-256 + AES' },
    });
  });
});

describe('a volume with a PIM', () => {
  it.skipIf(!hasTool('cryptsetup'))('opens in cryptsetup with that PIM and with no other', async () => {
    const target = await seal({ format: 'veracrypt', pim: 7 });
    const dump = (pim: string): number | null =>
      spawnSync(
        'cryptsetup',
        ['tcryptDump', '--veracrypt', '--veracrypt-pim', pim, '--hash', 'sha512', '--cipher', 'aes', target],
        { input: PASSPHRASE },
      ).status;
    expect(dump('7')).toBe(0);
    expect(dump('8')).not.toBe(0);
  });

  it('is refused where VeraCrypt would refuse it: less than usual for a short passphrase, zero, a fraction', async () => {
    await expect(seal({ format: 'veracrypt', pim: 484 }, 'short')).rejects.toThrow('volume.pim-not-allowed');
    await expect(seal({ format: 'veracrypt-argon2id', pim: 11 }, 'short')).rejects.toThrow('volume.pim-not-allowed');
    await expect(seal({ format: 'veracrypt', pim: 0 })).rejects.toThrow('volume.pim-not-allowed');
    await expect(seal({ format: 'veracrypt', pim: 1.5 })).rejects.toThrow('volume.pim-not-allowed');
  });
});
