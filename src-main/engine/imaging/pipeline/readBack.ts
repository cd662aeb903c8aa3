/** The way back: image → slot → expanded by whoever has time → hashed in order. Nothing is taken on trust. */
import type { JobContext } from '../../jobs/index.ts';
import { asSealbenchError } from '../../lib/index.ts';
import type { ImageFault, ImageReader, Loaded } from '../formats/imageFormat.ts';
import type { Crew, FileFollower } from './crew.ts';
import type { Hashes } from './hashes.ts';
import type { Pipeline } from './pipeline.ts';

export interface ReadBack {
  readonly hashes: Hashes;
  /** SHA-256 of each segment file, in their order. */
  readonly segmentHashes: readonly string[];
  readonly faults: readonly ImageFault[];
}

/** Verifying needs no station: whatever tells progress will do. */
export type ReadBackJob = Pick<JobContext, 'progress' | 'found' | 'whilePaused'>;

export async function readBack(reader: ImageReader, pipeline: Pipeline, job: ReadBackJob): Promise<ReadBack> {
  const segmentHashes = createSegmentHashes(reader, pipeline.crew);
  const faults = await hashInOrder(reader, pipeline, job, ({ segment, segmentOffset }) => {
    segmentHashes.follow(segment, segmentOffset);
  });
  return { hashes: await pipeline.crew.digests(), segmentHashes: await segmentHashes.end(), faults };
}

/**
 * Loads slot after slot, expands its chunks and hashes it. `ordered` is called for each once its hash has been ordered,
 * in the medium's order. Returns what was found on the way.
 */
export async function hashInOrder(
  reader: Pick<ImageReader, 'load' | 'chunkBytes'>,
  { ring, crew }: Pipeline,
  job: ReadBackJob,
  ordered: (loaded: Loaded) => void,
): Promise<ImageFault[]> {
  const faults: ImageFault[] = [];
  const failures: Error[] = [];
  let before: Promise<void> = Promise.resolve();
  let after: Promise<void> = Promise.resolve();
  for (;;) {
    await job.whilePaused();
    const slot = await ring.take();
    throwFirst(failures);
    const loaded = await reader.load(ring.plainOf(slot), ring.packedOf(slot));
    if (loaded === null) {
      ring.give(slot);
      break;
    }
    const earlier = before;
    const turn = (async () => {
      const expanded = loaded.places === null ? [] : crew.expand(slot, loaded.places, reader.chunkBytes);
      const [damaged] = await Promise.all([expanded, earlier]);
      const found = [...loaded.faults, ...damaged.map((index) => chunkFault(loaded, index, reader.chunkBytes))];
      faults.push(...found);
      if (found.length > 0) job.found(found.length);
      const hashed = crew.hash(slot, loaded.bytes);
      ordered(loaded);
      // Wrapped, because the next slot's hash may be ordered before this one is computed.
      return { hashed };
    })();
    before = turn.then(() => undefined);
    after = turn
      .then(({ hashed }) => hashed)
      .then(() => job.progress(loaded.offset + loaded.bytes))
      .catch((error: unknown) => {
        failures.push(asSealbenchError(error));
      })
      .finally(() => ring.give(slot));
  }
  await before;
  await after;
  throwFirst(failures);
  return faults;
}

function throwFirst(failures: readonly Error[]): void {
  const [first] = failures;
  if (first !== undefined) throw first;
}

function chunkFault(loaded: Loaded, index: number, chunkBytes: number): ImageFault {
  const offset = loaded.offset + index * chunkBytes;
  const length = Math.min(chunkBytes, loaded.offset + loaded.bytes - offset);
  return { code: 'imaging.chunk-damaged', path: loaded.path, fileOffset: null, medium: { offset, length } };
}

function createSegmentHashes(reader: ImageReader, crew: Crew) {
  const ended: Promise<string>[] = [];
  let follower: FileFollower | null = null;

  function next(): void {
    if (follower !== null) ended.push(follower.end());
    ended.at(-1)?.catch(() => undefined);
    const path = reader.segments[ended.length]?.path;
    follower = path === undefined ? null : crew.followFile(path);
  }

  next();
  return {
    follow(segment: number, offset: number): void {
      while (ended.length < segment) next();
      follower?.followTo(offset);
    },
    async end(): Promise<string[]> {
      while (follower !== null) next();
      return Promise.all(ended);
    },
  };
}
