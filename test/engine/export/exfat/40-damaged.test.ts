/** exfatprogs' own images with one deliberate fault each: our reader says what is wrong and reads the rest. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type ByteSource,
  checkExfat,
  openExfat,
  readExfatFile,
} from '../../../../src-main/engine/export/filesystem/index.ts';
import { EvidenceError } from '../../../../src-main/engine/lib/index.ts';
import { exfatImage, sourceOf, treeFile, treeOf } from '../../../support/exfatImages.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { hasSharedData, sharedData } from '../../../support/sharedData.ts';

const ARCHIVE = 'disk/damaged_fs/exfatprogs_dev.tar.gz';

/** The fault that the name of the image tells of, as a finding; those that are whole to the letter find nothing. */
const FAULTS: Record<string, string | null> = {
  '2tb_disk': 'exfat.entry-checksum-wrong',
  bad_bitmap: 'exfat.bitmap-wrong',
  bad_dentries: 'exfat.entry-malformed',
  bad_dentries2: 'exfat.entry-malformed',
  bad_first_clu: 'exfat.entry-checksum-wrong',
  bad_num_chain: 'exfat.chain-broken',
  bs_bad_csum: 'exfat.main-boot-damaged',
  de_bad_csum: 'exfat.entry-checksum-wrong',
  duplicated_name: 'exfat.name-twice',
  file_invalid_clus: 'exfat.chain-broken',
  large_file_invalid_clus: 'exfat.chain-broken',
  loop_chain: 'exfat.chain-broken',
  'unused-dentries': null,
};

describe.skipIf(!hasSharedData(ARCHIVE))('published damaged images', () => {
  for (const [name, fault] of Object.entries(FAULTS)) {
    it(`${name}: ${fault ?? 'nothing is found wrong'}, and the rest is read without a crash`, async () => {
      const source = await unpacked(name);
      const volume = await openExfat(source);
      const codes = (await checkExfat(source, volume)).map(({ code }) => code);
      if (fault === null) expect(codes).toEqual([]);
      else expect(codes).toContain(fault);
      let unreadable = 0;
      for (const entry of volume.entries.filter(({ isFolder }) => !isFolder)) {
        try {
          for await (const part of readExfatFile(source, volume.geometry, entry))
            expect(part.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(EvidenceError);
          unreadable += 1;
        }
      }
      expect(unreadable > 0).toBe(fault === 'exfat.chain-broken');
    });
  }
});

async function unpacked(name: string): Promise<ByteSource> {
  const folder = temporaryFolder();
  const inner = join(folder, 'inner');
  mkdirSync(inner);
  spawnSync('tar', ['-xzf', sharedData(ARCHIVE), '-C', folder, '--wildcards', `*${name}.exfat.img.tar.xz`]);
  const archive = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith('.tar.xz'));
  spawnSync('tar', ['-xSJf', join(folder, archive ?? ''), '-C', inner]);
  const [image = ''] = readdirSync(inner);
  const file = await open(join(inner, image));
  onTestFinished(() => file.close());
  const { size } = await file.stat();
  return {
    sizeBytes: size,
    async read(offset, length) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, offset);
      if (bytesRead !== length) throw new RangeError(`read beyond the end: ${offset}+${length}`);
      return buffer;
    },
  };
}

describe('damage made on purpose', () => {
  const image = () => exfatImage(treeOf(treeFile('folder/file', 'content'.repeat(1000)), treeFile('other', 'x')));
  const findings = async (bytes: Uint8Array): Promise<string[]> => {
    const source = sourceOf(bytes);
    return (await checkExfat(source, await openExfat(source))).map(({ code }) => code);
  };

  it('to the main boot region is met with the backup, to both it is refused', async () => {
    const bytes = await image();
    bytes[100] = 0x55;
    expect(await findings(bytes)).toEqual(['exfat.main-boot-damaged']);
    bytes[12 * 512 + 100] = 0x55;
    await expect(findings(bytes)).rejects.toThrow('exfat.boot-damaged');
    await expect(findings(new Uint8Array(1 << 20))).rejects.toThrow('exfat.not-exfat');
  });

  it('to the up-case table is named, and names are read all the same', async () => {
    const bytes = await image();
    const at = bytes.indexOf(Buffer.from([0x60, 0, 0x41, 0, 0x42, 0]));
    bytes[at] = 0x61;
    expect(await findings(bytes)).toEqual(['exfat.upcase-table-wrong']);
  });

  it('that cuts the image short is named with both sizes', async () => {
    const bytes = await image();
    const cut = bytes.subarray(0, bytes.length - 4096);
    const volume = await openExfat(sourceOf(cut));
    expect(volume.findings).toEqual([
      { code: 'exfat.truncated', details: { declared: bytes.length, sizeBytes: bytes.length - 4096 } },
    ]);
  });
});
