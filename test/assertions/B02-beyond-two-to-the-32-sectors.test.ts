/** B02: offsets beyond 2^32 sectors (2 TiB) are right, in the source, in the image, and in what is reported. */
import { closeSync, openSync, readSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { decodeVolume, encodeVolume } from '../../src-main/engine/imaging/formats/e01/sections.ts';
import { raw } from '../../src-main/engine/imaging/formats/raw/index.ts';
import { intoImage } from '../../src-main/engine/imaging/pipeline/intoImage.ts';
import { openPipeline } from '../../src-main/engine/imaging/pipeline/pipeline.ts';
import { readAround } from '../../src-main/engine/imaging/pipeline/readAround.ts';
import { openSource } from '../../src-main/engine/imaging/sources/index.ts';
import { systemClock } from '../../src-main/engine/lib/index.ts';
import { faultySource } from '../support/faultySource.ts';
import { temporaryFolder } from '../support/folders.ts';
import { imagePlan } from '../support/images.ts';
import { quietJob } from '../support/quietJob.ts';

const TWO_TIB = 2 ** 41;
const MIB = 1 << 20;

/** Sparse: 2 TiB of nothing and 2 MiB with a stamp at each end. */
function sparseSource(skip: TestContext['skip']): string {
  const path = join(temporaryFolder(), 'sparse.img');
  writeFileSync(path, '');
  try {
    truncateSync(path, TWO_TIB + 2 * MIB);
  } catch (error) {
    skip(`not performed: ${String(error)}`);
  }
  const file = openSync(path, 'r+');
  writeSync(file, 'first sector beyond', TWO_TIB);
  writeSync(file, 'last sector', TWO_TIB + 2 * MIB - 512);
  closeSync(file);
  return path;
}

describe('B02: a medium of more than 2^32 sectors', () => {
  it('is read and written at the right 64-bit offsets', { timeout: 60_000 }, async ({ skip }) => {
    const path = sparseSource(skip);
    const source = await openSource(path);
    const plan = imagePlan(temporaryFolder(), source.sizeBytes);
    const pipeline = openPipeline({ ...raw.slot, hashes: ['sha256'], packs: false });
    // As after an interruption at 2 TiB: what stands before is counted, not read.
    const made = await raw.createWriter(plan, 'create');
    await made.abandon();
    const partial = join(plan.folder, 'image.raw.partial');
    truncateSync(partial, TWO_TIB);
    const writer = await raw.createWriter(plan, 'retrace');
    // A stand-in as long as 1 GiB: a writer that retraces looks at lengths alone.
    const gibibyte: { length: number; subarray(from: number): unknown } = {
      length: 2 ** 30,
      subarray: (from) => (from === 0 ? gibibyte : new Uint8Array()),
    };
    for (let at = 0; at < TWO_TIB; at += 2 ** 30) {
      await writer.append(gibibyte as unknown as Uint8Array, new Uint8Array(), null, 0);
    }
    await writer.goOn();
    const work = {
      pipeline,
      source,
      writer,
      compression: 'none',
      clock: systemClock,
      job: quietJob(),
      retries: 0,
    } as const;
    const done = [{ end: TWO_TIB, mark: '', sizes: null, badRanges: [] }];
    await intoImage({ ...work, done, windowBytes: TWO_TIB * 2, noteWindow: async () => undefined });
    await pipeline.close();
    await source.close();

    expect(statSync(partial).size).toBe(TWO_TIB + 2 * MIB);
    const file = openSync(partial, 'r');
    const target = Buffer.alloc(19);
    readSync(file, target, 0, 19, TWO_TIB);
    expect(target.toString()).toBe('first sector beyond');
    readSync(file, target, 0, 11, TWO_TIB + 2 * MIB - 512);
    expect(target.subarray(0, 11).toString()).toBe('last sector');
    closeSync(file);
  });

  it('names a bad sector beyond 2 TiB by its true offset', async () => {
    const faulty = faultySource(new Uint8Array(4096), { bad: [[1024, 1536]] });
    const far = { ...faulty, read: (target: Uint8Array, offset: number) => faulty.read(target, offset - TWO_TIB) };
    const options = { clock: systemClock, retries: 0, signal: new AbortController().signal };
    const bad = await readAround(far, new Uint8Array(4096), TWO_TIB, options);
    expect(bad).toMatchObject([{ offset: TWO_TIB + 1024, length: 512 }]);
  });

  it('has its number of sectors in the E01 geometry', () => {
    const volume = {
      chunkCount: 2 ** 27,
      sectorsPerChunk: 64,
      sectorBytes: 512,
      sectorCount: 2 ** 33,
      physical: true,
      compressionLevel: 1,
      setIdentifier: new Uint8Array(16),
    };
    const content = encodeVolume(volume);
    // [EWF] volume section: number of sectors, 64 bits at 16.
    expect(Buffer.from(content).readBigUInt64LE(16)).toBe(2n ** 33n);
    expect(decodeVolume(content)?.sectorCount).toBe(2 ** 33);
  });
});
