/** What every image format must do. A new format is one call of this suite, and its own peculiarities beside it. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImageFormat } from '../../src-main/engine/imaging/formats/index.ts';
import { temporaryFolder } from './folders.ts';
import { imagePlan, memorySource, mixedContent, readImage, writeImage } from './images.ts';

const KIB = 1024;
const SIZES = [1, 511, 512, 513, 32 * KIB - 1, 32 * KIB, 32 * KIB + 1, KIB * KIB, KIB * KIB + 1, 3 * KIB * KIB + 77];

/** `sectorBytesOf` tells the sector size that the format needs for a medium of this size. */
export function imageFormatSuite(format: ImageFormat, sectorBytesOf: (sizeBytes: number) => number): void {
  const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
  const planFor = (folder: string, sizeBytes: number, changes = {}) =>
    imagePlan(folder, sizeBytes, { sectorBytes: sectorBytesOf(sizeBytes), ...changes });

  describe(`every image format: ${format.name}`, () => {
    it.each(SIZES)('holds a medium of %i bytes exactly', async (sizeBytes) => {
      const folder = temporaryFolder();
      const content = mixedContent(sizeBytes);
      const written = await writeImage(format, planFor(folder, sizeBytes), memorySource(content));
      expect(written.hashes.sha256).toBe(sha256(content));
      const read = await readImage(format, await format.findSegments(written.segments[0]?.path ?? ''));
      expect(read.faults).toEqual([]);
      expect(read.reader.faults).toEqual([]);
      expect(read.reader.sizeBytes).toBe(sizeBytes);
      expect(read.hashes).toEqual(written.hashes);
    });

    it('makes no segment larger than asked for, and loses nothing between two of them', async () => {
      const folder = temporaryFolder();
      const content = mixedContent(5_500_000);
      const segmentBytes = 1_100_000;
      const plan = planFor(folder, content.length, { segmentBytes, compression: 'none' });
      const written = await writeImage(format, plan, memorySource(content));
      expect(written.segments.length).toBeGreaterThanOrEqual(5);
      for (const { path, sizeBytes } of written.segments) {
        expect(sizeBytes).toBeLessThanOrEqual(segmentBytes);
        expect(statSync(path).size).toBe(sizeBytes);
      }
      const read = await readImage(format, await format.findSegments(written.segments[2]?.path ?? ''));
      expect(read.reader.faults).toEqual([]);
      expect(read.hashes.sha256).toBe(sha256(content));
      const files = written.segments.map(({ path }) => createHash('sha256').update(readFileSync(path)).digest('hex'));
      expect(read.segmentHashes).toEqual(files);
    });

    it.each([0, 1_048_576])('never takes more room than it said (segments of %i bytes)', async (segmentBytes) => {
      for (const sizeBytes of [1, 40_000, 2_500_000]) {
        const folder = temporaryFolder();
        const content = new Uint8Array(sizeBytes).map((_, index) => (index * 2654435761) >>> 24);
        const plan = planFor(folder, sizeBytes, { segmentBytes, compression: 'none' });
        const { segments } = await writeImage(format, plan, memorySource(content));
        const taken = segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
        expect(taken).toBeLessThanOrEqual(format.roomFor(plan));
      }
    });

    it('never overwrites a file, finished or not', async () => {
      const folder = temporaryFolder();
      const plan = planFor(folder, 1000);
      const [first] = (await writeImage(format, plan, memorySource(mixedContent(1000)))).segments;
      await expect(format.createWriter(plan, 'create')).rejects.toThrow('imaging.exists');
      expect(existsSync(`${first?.path}.partial`)).toBe(false);
    });

    it('bears an unfinished name until it is whole', async () => {
      const folder = temporaryFolder();
      const writer = await format.createWriter(planFor(folder, 1000), 'create');
      expect(readdirSync(folder).every((name) => name.endsWith('.partial'))).toBe(true);
      await writer.abandon();
    });

    it('gives the same image bytes for the same medium, metadata and identifier', async () => {
      const content = mixedContent(700_000);
      const images = [];
      for (const folder of [temporaryFolder(), temporaryFolder()]) {
        const plan = planFor(folder, content.length, { setIdentifier: new Uint8Array(16).fill(7) });
        const { segments } = await writeImage(format, plan, memorySource(content));
        images.push(segments.map(({ path }) => sha256(readFileSync(path))));
      }
      expect(images[0]).toEqual(images[1]);
    });

    it('survives any bytes in the place of an image: an answer or a named error, never a crash', async () => {
      const folder = temporaryFolder();
      for (const [index, size] of [0, 1, 13, 76, 89, 4096].entries()) {
        const path = join(folder, `noise${index}.bin`);
        writeFileSync(path, mixedContent(size + 200_000).subarray(200_000));
        const outcome = await readImage(format, [path], ['sha256']).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toHaveProperty('code', expect.stringMatching(/^(e01|imaging)\./));
      }
    });
  });
}
