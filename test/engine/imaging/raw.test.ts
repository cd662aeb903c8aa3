import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { raw } from '../../../src-main/engine/imaging/formats/raw/index.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { imageFormatSuite } from '../../support/imageFormatSuite.ts';
import { imagePlan, memorySource, mixedContent, readImage, writeImage } from '../../support/images.ts';

imageFormatSuite(raw, () => 512);

describe('raw images', () => {
  it('a medium without a byte gives an empty file and the hash of nothing', async () => {
    const { hashes, segments } = await writeImage(raw, imagePlan(temporaryFolder(), 0), memorySource(new Uint8Array()));
    expect(readFileSync(segments[0]?.path ?? '')).toHaveLength(0);
    // FIPS 180-4 and GB/T 32905-2016 of the empty message.
    expect(hashes.sha256).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hashes.sm3).toBe('1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b');
  });

  it('parts joined by cat are the medium, and a size that divides it leaves no empty part', async () => {
    const content = mixedContent(3_000_000);
    const plan = imagePlan(temporaryFolder(), content.length, { segmentBytes: 1_000_000 });
    const { segments } = await writeImage(raw, plan, memorySource(content));
    expect(segments.map(({ sizeBytes }) => sizeBytes)).toEqual([1_000_000, 1_000_000, 1_000_000]);
    const joined = Buffer.concat(segments.map(({ path }) => readFileSync(path)));
    expect(joined.equals(content)).toBe(true);
  });

  it('a missing part in the middle is told', async () => {
    const content = mixedContent(3_000_000);
    const plan = imagePlan(temporaryFolder(), content.length, { segmentBytes: 1_000_000 });
    const { segments } = await writeImage(raw, plan, memorySource(content));
    const { reader } = await readImage(raw, [segments[0]?.path ?? '', segments[2]?.path ?? '']);
    expect(reader.faults.map(({ code }) => code)).toEqual(['imaging.segment-missing']);
  });
});
