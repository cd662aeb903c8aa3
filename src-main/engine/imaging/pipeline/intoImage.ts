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
import type { Window } from './window.ts';

export interface IntoImage {
  readonly pipeline: Pipeline;
  readonly source: ReadOnlySource;
  readonly writer: ImageWriter;
  readonly compression: Compression;
  readonly clock: Clock;
  readonly job: JobContext;
  /** Further attempts for a sector that cannot be read. */
  readonly retries: number;
  /** What stands in the image and in the hashes already. */
  readonly done: readonly Window[];
  readonly windowBytes: number;
  /** Called, one after the other, for every window that stands in the image and was flushed. */
  readonly noteWindow: (window: Window) => Promise<void>;
}

export interface WrittenImage extends ImageOutcome {
  readonly segments: readonly SegmentFile[];
}

export async function intoImage(work: IntoImage): Promise<WrittenImage> {
  const { pipeline, source, writer, job } = work;
  try {
    const badRanges = await stream(work);
    job.signal.throwIfAborted();
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
  const badRanges: BadRange[] = work.done.flatMap((window) => window.badRanges);
  const windows = createWindows(work);
  let written: Promise<void> = Promise.resolve();
  const failures: unknown[] = [];
  try {
    for (let offset = work.done.at(-1)?.end ?? 0; offset < source.sizeBytes; offset += ring.plainBytes) {
      await job.whilePaused();
      if (failures.length > 0) break;
      const slot = await ring.take();
      const plain = ring.plainOf(slot).subarray(0, Math.min(ring.plainBytes, source.sizeBytes - offset));
      const end = offset + plain.length;
      const bad = await readAround(source, plain, offset, { clock, retries, signal: job.signal });
      badRanges.push(...bad);
      if (bad.length > 0) job.found(bad.length);
      const badRangesSoFar = badRanges.length;
      const hashed = crew.hash(slot, plain.length);
      const mark = windows.endsAt(end) ? crew.markSoFar() : null;
      const packed = writer.chunkBytes === null ? null : crew.pack(slot, plain.length, writer.chunkBytes, compression);
      const before = written;
      written = (async () => {
        const [sizes] = await Promise.all([packed, before]);
        await writer.append(plain, ring.packedOf(slot), sizes, badRangesSoFar);
        windows.add(end, sizes, bad, mark);
        await hashed;
        job.progress(end);
        ring.give(slot);
      })();
      written.catch((error: unknown) => {
        // The loop stops at its next turn, and whoever waits for a slot gets this one; the error is thrown below.
        failures.push(error);
        ring.give(slot);
      });
      hashed.catch(() => undefined);
      mark?.catch(() => undefined);
    }
  } finally {
    // Whatever ended the loop, no write is under way when the files are closed.
    await written.catch(() => undefined);
    await windows.settled().catch(() => undefined);
  }
  await written;
  await windows.settled();
  return mergeBadRanges(badRanges);
}

/** Gathers what belongs to a window, and notes it when it stands in the image. */
function createWindows({ writer, windowBytes, noteWindow }: IntoImage) {
  let sizes: Uint32Array[] = [];
  let badRanges: BadRange[] = [];
  let noted: Promise<void> = Promise.resolve();
  return {
    endsAt: (end: number) => end % windowBytes === 0,
    add(
      end: number,
      slotSizes: Uint32Array | null,
      bad: readonly BadRange[],
      mark: Promise<string | null> | null,
    ): void {
      if (slotSizes !== null) sizes.push(slotSizes);
      badRanges.push(...bad);
      if (mark === null) return;
      const window = { end, sizes: slotSizes === null ? null : joined(sizes), badRanges };
      sizes = [];
      badRanges = [];
      const synced = writer.sync();
      synced.catch(() => undefined);
      noted = noted.then(async () => {
        await synced;
        await noteWindow({ ...window, mark: (await mark) ?? '' });
      });
      noted.catch(() => undefined);
    },
    settled: () => noted,
  };
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
