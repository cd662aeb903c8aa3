/**
 * The walk of a byte into an image: source → slot → hashes and compressor side by side → writer. The medium is read
 * once, in order; the main thread only orders and writes.
 */
import type { JobContext } from '../../jobs/index.ts';
import type { Clock } from '../../lib/index.ts';
import type { ImageOutcome, ImageWriter, SegmentFile } from '../formats/imageFormat.ts';
import type { ReadOnlySource } from '../sources/index.ts';
import type { Compression } from './chunks.ts';
import type { Pipeline } from './pipeline.ts';
import { type BadRange, mergeBadRanges, readAround } from './readAround.ts';

export interface IntoImage {
  readonly pipeline: Pipeline;
  readonly source: ReadOnlySource;
  readonly writer: ImageWriter;
  readonly compression: Compression;
  readonly clock: Clock;
  readonly job: JobContext;
  readonly retries: number;
}

export interface WrittenImage extends ImageOutcome {
  readonly segments: readonly SegmentFile[];
}

export async function intoImage(work: IntoImage): Promise<WrittenImage> {
  const { pipeline, source, writer } = work;
  try {
    const badRanges = await stream(work);
    work.job.signal.throwIfAborted();
    await source.assertUnchanged();
    const outcome = { hashes: await pipeline.crew.digests(), badRanges };
    return { ...outcome, segments: await writer.finish(outcome) };
  } catch (error) {
    await writer.abandon().catch(() => undefined);
    throw error;
  }
}

async function stream(work: IntoImage): Promise<BadRange[]> {
  const { source, writer, job, compression, clock, retries } = work;
  const { ring, crew } = work.pipeline;
  const badRanges: BadRange[] = [];
  let written: Promise<void> = Promise.resolve();
  let failed = false;
  try {
    for (let offset = 0; offset < source.sizeBytes && !failed; offset += ring.plainBytes) {
      await job.whilePaused();
      const slot = await ring.take();
      const plain = ring.plainOf(slot).subarray(0, Math.min(ring.plainBytes, source.sizeBytes - offset));
      const bad = await readAround(source, plain, offset, { clock, retries, signal: job.signal });
      badRanges.push(...bad);
      if (bad.length > 0) job.found(bad.length);
      const badRangesSoFar = badRanges.length;
      const hashed = crew.hash(slot, plain.length);
      const packed = writer.chunkBytes === null ? null : crew.pack(slot, plain.length, writer.chunkBytes, compression);
      const before = written;
      written = (async () => {
        const [sizes] = await Promise.all([packed, before]);
        await writer.append(plain, ring.packedOf(slot), sizes, badRangesSoFar);
        await hashed;
        job.progress(offset + plain.length);
        ring.give(slot);
      })();
      written.catch(() => {
        // The loop stops at its next turn, and whoever waits for a slot gets this one; the error is thrown below.
        failed = true;
        ring.give(slot);
      });
      hashed.catch(() => undefined);
    }
  } finally {
    // Whatever ended the loop, no write is under way when the files are closed.
    await written.catch(() => undefined);
  }
  await written;
  return mergeBadRanges(badRanges);
}
