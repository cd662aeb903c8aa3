import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHeader, encodeHeader, encodeHeader2 } from '../../../src-main/engine/imaging/formats/e01/headers.ts';
import { e01 } from '../../../src-main/engine/imaging/formats/e01/index.ts';
import {
  MOST_SEGMENTS,
  segmentExtension,
  segmentNumber,
} from '../../../src-main/engine/imaging/formats/e01/segmentNames.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { imageFormatSuite } from '../../support/imageFormatSuite.ts';
import { imagePlan, memorySource, mixedContent, readImage, writeImage } from '../../support/images.ts';

function largestPowerOfTwoIn(sizeBytes: number): number {
  let sectorBytes = 512;
  while (sizeBytes % sectorBytes !== 0) sectorBytes /= 2;
  return sectorBytes;
}

imageFormatSuite(e01, largestPowerOfTwoIn);

async function splitImage() {
  const content = mixedContent(4_000_000);
  const plan = imagePlan(temporaryFolder(), content.length, {
    sectorBytes: 256,
    segmentBytes: 1_048_576,
    compression: 'none',
  });
  const { segments, hashes } = await writeImage(e01, plan, memorySource(content), ['md5', 'sha1']);
  return { paths: segments.map(({ path }) => path), hashes };
}

const codes = (faults: readonly { readonly code: string }[]): string[] => [...new Set(faults.map(({ code }) => code))];

describe('names of E01 segments', () => {
  it('go from E01 over E99 and EAA to ZZZ, as the format describes', () => {
    expect([1, 9, 10, 99, 100, 101, 125, 126, 775, 776].map(segmentExtension)).toEqual([
      'E01',
      'E09',
      'E10',
      'E99',
      'EAA',
      'EAB',
      'EAZ',
      'EBA',
      'EZZ',
      'FAA',
    ]);
    expect(segmentExtension(MOST_SEGMENTS)).toBe('ZZZ');
  });

  it('do not mistake a map or a text beside the image for a segment', async () => {
    const plan = imagePlan(temporaryFolder(), 512);
    const { segments } = await writeImage(e01, plan, memorySource(mixedContent(512)), ['md5']);
    for (const extension of ['map', 'txt']) writeFileSync(join(plan.folder, `image.${extension}`), 'beside');
    expect(await e01.findSegments(join(plan.folder, 'image.E01'))).toEqual(segments.map(({ path }) => path));
  });

  it('can be read back for every number', () => {
    for (let number = 1; number <= MOST_SEGMENTS; number++)
      expect(segmentNumber(segmentExtension(number))).toBe(number);
    for (const other of ['E00', 'D01', 'dd', 'E1', 'L01', '001']) expect(segmentNumber(other)).toBeNull();
  });
});

describe('metadata of E01', () => {
  it('header2 keeps any text but tabs and line breaks; header keeps its ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const plan = imagePlan('', 1);
        const clean = text.replace(/[\t\r\n]+/g, ' ');
        const metadata = { ...plan.metadata, examiner: text };
        expect(decodeHeader(encodeHeader2(metadata))?.examiner).toBe(clean);
        expect(decodeHeader(encodeHeader(metadata))?.examiner).toBe(clean.replace(/[^\u0020-\u007e]/gu, '?'));
      }),
      { seed: 20261124 },
    );
  });
});

describe('damaged E01 images', () => {
  it('any single changed byte is either named or changes nothing of what is read', { timeout: 60_000 }, async () => {
    const content = mixedContent(300_000);
    const plan = imagePlan(temporaryFolder(), content.length, { sectorBytes: 32 });
    const { segments, hashes } = await writeImage(e01, plan, memorySource(content), ['md5']);
    const path = segments[0]?.path ?? '';
    const sound = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(sound);
        changed[at] = (changed[at] as number) ^ change;
        writeFileSync(path, changed);
        const read = await readImage(e01, [path], ['md5']).catch((error: unknown) => error as Error);
        if (read instanceof Error) {
          expect(read).toHaveProperty('code', expect.stringMatching(/^e01\./));
          return;
        }
        const told = read.faults.length > 0 || read.reader.faults.length > 0;
        const seen = read.hashes.md5 !== hashes.md5 || read.reader.storedHashes.md5 !== hashes.md5;
        // A changed content without a word would be the one thing that must not happen.
        if (seen) expect(told).toBe(true);
      }),
      { seed: 7, numRuns: 25 },
    );
  });

  it('a changed chunk is named with the sectors that it holds', async () => {
    const content = mixedContent(300_000);
    const plan = imagePlan(temporaryFolder(), content.length, { sectorBytes: 32, compression: 'none' });
    const { segments } = await writeImage(e01, plan, memorySource(content), ['md5']);
    const path = segments[0]?.path ?? '';
    const file = readFileSync(path);
    // The fifth chunk of 32,768 bytes is text that stands nowhere else.
    const at = file.indexOf(Buffer.from(content.subarray(4 * 32768, 4 * 32768 + 64))) + 100;
    file[at] = (file[at] as number) ^ 1;
    writeFileSync(path, file);
    const { faults } = await readImage(e01, [path], ['md5']);
    expect(faults).toMatchObject([{ code: 'imaging.chunk-damaged', medium: { offset: 131072, length: 32768 } }]);
  });

  it('a damaged table is replaced by its second copy, and nothing of the medium is lost', async () => {
    const content = mixedContent(300_000);
    const plan = imagePlan(temporaryFolder(), content.length, { sectorBytes: 32 });
    const { segments, hashes } = await writeImage(e01, plan, memorySource(content), ['md5']);
    const path = segments[0]?.path ?? '';
    const file = readFileSync(path);
    const at = file.indexOf(Buffer.from('table\0')) + 76 + 24 + 2;
    file[at] = (file[at] as number) ^ 1;
    writeFileSync(path, file);
    const read = await readImage(e01, [path], ['md5']);
    expect(codes(read.faults)).toEqual(['e01.table-damaged']);
    expect(read.hashes).toEqual(hashes);
  });

  it('a missing segment costs its own sectors only', async () => {
    const { paths } = await splitImage();
    rmSync(paths[1] ?? '');
    const kept = [paths[0], ...paths.slice(2)].map(String);
    const { reader, faults } = await readImage(e01, kept, ['md5']);
    expect(codes(reader.faults)).toEqual(['imaging.segment-missing']);
    expect(codes(faults)).toEqual(['e01.chunks-missing']);
    const lost = faults.reduce((sum, { medium }) => sum + (medium?.length ?? 0), 0);
    expect(lost).toBeGreaterThan(900_000);
    expect(lost).toBeLessThan(1_048_576);
  });

  it('swapped segments are told', async () => {
    const { paths } = await splitImage();
    const [, second, third] = paths.map((path) => readFileSync(path));
    writeFileSync(paths[1] ?? '', third ?? '');
    writeFileSync(paths[2] ?? '', second ?? '');
    const { reader } = await readImage(e01, paths, ['md5']);
    expect(codes(reader.faults)).toContain('e01.segment-number');
  });

  it('a file that was cut off is told as incomplete', async () => {
    const { paths } = await splitImage();
    truncateSync(paths.at(-1) ?? '', 500_000);
    const { reader } = await readImage(e01, paths, ['md5']);
    expect(codes(reader.faults)).toContain('e01.truncated');
  });

  it('a set whose last segment is missing is told as incomplete', async () => {
    const { paths } = await splitImage();
    const { reader, faults } = await readImage(e01, paths.slice(0, -1), ['md5']);
    expect(codes(reader.faults)).toContain('imaging.segment-missing');
    expect(codes(faults)).toEqual(['e01.chunks-missing']);
  });
});
