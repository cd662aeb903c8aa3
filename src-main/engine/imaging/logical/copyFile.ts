/** One file of a folder: opened for reading only, copied and hashed in the same pass, its changes noticed. */
import type { FileHandle } from 'node:fs/promises';
import type { JobContext } from '../../jobs/index.ts';
import { type Clock, EvidenceError, SealbenchError } from '../../lib/index.ts';
import type { Hashes } from '../pipeline/hashes.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { type BadRange, mergeBadRanges, readAround } from '../pipeline/readAround.ts';
import { openSource, type ReadOnlySource } from '../sources/index.ts';
import { type Entry, errnoOf } from './walk.ts';

/** Further attempts for a sector that cannot be read. */
const RETRIES = 2;

export interface CopiedFile {
  readonly digests: Hashes;
  readonly bytes: number;
  readonly badRanges: readonly BadRange[];
  /** Whether it was written to while it was read. */
  readonly changed: boolean;
}

export interface Copying {
  readonly pipeline: Pipeline;
  readonly clock: Clock;
  readonly job: JobContext;
}

/**
 * `create` makes the target once the source is open. Returns the errno when the source cannot be opened, or a word when
 * it left or shrank meanwhile; errors of the target are thrown.
 */
export async function copyFile(
  { place }: Entry,
  create: () => Promise<FileHandle>,
  bytesBefore: number,
  copying: Copying,
): Promise<CopiedFile | string> {
  let source: ReadOnlySource;
  try {
    source = await openSource(place);
  } catch (error) {
    return error instanceof SealbenchError ? String(error.details.errno ?? error.code) : errnoOf(error);
  }
  try {
    const target = await create();
    try {
      return await copyContent(source, target, bytesBefore, copying);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copyContent(
  source: ReadOnlySource,
  target: FileHandle,
  bytesBefore: number,
  { pipeline, clock, job }: Copying,
): Promise<CopiedFile | string> {
  const { ring, crew } = pipeline;
  const badRanges: BadRange[] = [];
  for (let offset = 0; offset < source.sizeBytes; offset += ring.plainBytes) {
    await job.whilePaused();
    const slot = await ring.take();
    try {
      const plain = ring.plainOf(slot).subarray(0, Math.min(ring.plainBytes, source.sizeBytes - offset));
      badRanges.push(...(await readAround(source, plain, offset, { clock, retries: RETRIES, signal: job.signal })));
      await Promise.all([crew.hash(slot, plain.length), target.writev([plain], offset)]);
      job.progress(bytesBefore + offset + plain.length);
    } catch (error) {
      await crew.digests();
      if (error instanceof EvidenceError) return error.code;
      throw error;
    } finally {
      ring.give(slot);
    }
  }
  await target.sync();
  const digests = await crew.digests();
  const changed = await source.assertUnchanged().then(
    () => false,
    () => true,
  );
  return { digests, bytes: source.sizeBytes, badRanges: mergeBadRanges(badRanges), changed };
}
