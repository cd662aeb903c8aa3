/**
 * The walk of a byte into an image: source → slot → hashes and compressor side by side → writer. The medium is read
 * once, in order; the main thread only orders and writes.
 */

import type { JobContext } from '../../jobs/index.ts';
import type { Clock } from '../../lib/index.ts';
import type { ImageOutcome, ImageWriter, SegmentFile } from '../formats/imageFormat.ts';
import type { ReadOnlySource } from '../sources/index.ts';
import { type Compression, packedRoom } from './chunks.ts';
import { type Crew, createCrew } from './crew.ts';
import type { HashName } from './hashes.ts';
import { type BadRange, mergeBadRanges, readAround } from './readAround.ts';
import { createRing, type Ring } from './ring.ts';

export interface IntoImage {
  readonly source: ReadOnlySource;
  readonly writer: ImageWriter;
  readonly hashes: readonly HashName[];
  readonly compression: Compression;
  readonly clock: Clock;
  readonly job: JobContext;
  readonly retries: number;
}

export interface WrittenImage extends ImageOutcome {
  readonly segments: readonly SegmentFile[];
}

/** One read of the source; 32 chunks of an E01 image. */
const SLOT_BYTES = 1 << 20;
/** Enough that neither a slow chunk nor a slow write leaves a core idle; with its packed half 48 MiB. */
const SLOTS = 24;

export async function intoImage(work: IntoImage): Promise<WrittenImage> {
  const { writer, hashes, source } = work;
  const packedBytes = writer.chunkBytes === null ? 0 : packedRoom(SLOT_BYTES, writer.chunkBytes);
  const ring = createRing({ slots: SLOTS, plainBytes: SLOT_BYTES, packedBytes });
  const crew = createCrew({ ring, hashes, packs: writer.chunkBytes !== null });
  try {
    const badRanges = await stream(work, ring, crew);
    await source.assertUnchanged();
    const outcome = { hashes: await crew.digests(), badRanges };
    return { ...outcome, segments: await writer.finish(outcome) };
  } catch (error) {
    await writer.abandon().catch(() => undefined);
    throw error;
  } finally {
    await crew.close();
  }
}

async function stream(work: IntoImage, ring: Ring, crew: Crew): Promise<BadRange[]> {
  const { source, writer, job, compression, clock, retries } = work;
  const badRanges: BadRange[] = [];
  let written: Promise<void> = Promise.resolve();
  let failed = false;
  try {
    for (let offset = 0; offset < source.sizeBytes && !failed; offset += SLOT_BYTES) {
      await job.whilePaused();
      const slot = await ring.take();
      const plain = ring.plainOf(slot).subarray(0, Math.min(SLOT_BYTES, source.sizeBytes - offset));
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
        // The loop stops at its next turn, and whoever waits for a slot gets this one; the error itself is thrown below.
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
