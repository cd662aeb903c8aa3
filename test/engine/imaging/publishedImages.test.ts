/** Images that others published, with their published hashes (FACTS.md of the shared data). */
import { describe, expect, it } from 'vitest';
import { recogniseFormat } from '../../../src-main/engine/imaging/formats/index.ts';
import { verifyImage } from '../../../src-main/engine/imaging/index.ts';
import { readImage } from '../../support/images.ts';
import { quietJob } from '../../support/quietJob.ts';
import { hasSharedData, sharedData } from '../../support/sharedData.ts';

const IMAGES = [
  ['disk/e01/dfvfs_ext2.E01', 4194304, 'a6c2f0e39afe6c6ab432ca5465349fcefe8dc944398e97b2d957d3f89dbb5d80'],
  ['disk/e01/plaso_image-split.E01', 1474560, '694da90e9fc6858c6dd77450add177670eb450534c3fecee2633356d6a969b98'],
  ['disk/raw/dfvfs_ext2.splitraw.000', 4194304, 'a6c2f0e39afe6c6ab432ca5465349fcefe8dc944398e97b2d957d3f89dbb5d80'],
  ['disk/raw/dfvfs_hfsplus.raw', 4153344, '03cfaa73e1bc61ee19d285252ae6919afc9990506ad1c2919249d1e11d289b08'],
  ['disk/raw/dfvfs_old_mbr.raw', 1474560, '694da90e9fc6858c6dd77450add177670eb450534c3fecee2633356d6a969b98'],
  ['disk/raw/dfvfs_ímynd.dd', 102400, '854c3db1c4a07a241e2ed9fbd8892adf2adc662c7862a75deed26f3483f414c9'],
  ['disk/raw/plaso_iso9660.raw', 366592, '7b9d0c5fbd5a22458eeb2288f2076d65b3541c6e27df449f96e372270fce7720'],
] as const;

describe.skipIf(!hasSharedData('disk'))('published images', () => {
  it.each(IMAGES)('%s holds %i bytes with the published SHA-256', async (name, sizeBytes, sha256) => {
    const path = sharedData(name);
    const format = await recogniseFormat(path);
    const read = await readImage(format, await format.findSegments(path), ['sha256']);
    expect([...read.reader.faults, ...read.faults]).toEqual([]);
    expect(read.reader.sizeBytes).toBe(sizeBytes);
    expect(read.hashes.sha256).toBe(sha256);
  });

  it('verification of a published E01 matches the MD5 that it stores', async () => {
    const report = await verifyImage(sharedData('disk/e01/plaso_image-split.E01'), quietJob());
    expect(report.verdict).toBe('matched');
    expect(report.checks).toContainEqual(
      expect.objectContaining({ name: 'image.hash-stored', subject: 'MD5', found: '38ea5af8a80e16e46c095c9110242fc0' }),
    );
  });

  it('verification of a raw image without a record is "not performed", never "matched"', async () => {
    const report = await verifyImage(sharedData('disk/raw/dfvfs_bogus.001'), quietJob());
    expect(report.verdict).toBe('not-performed');
  });
});
