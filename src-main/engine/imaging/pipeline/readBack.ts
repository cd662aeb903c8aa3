/** The way back: image → slot → expanded by whoever has time → hashed in order. Nothing is taken on trust. */
import type { JobContext } from '../../jobs/index.ts';
import type { ImageFault, ImageReader } from '../formats/imageFormat.ts';
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
  const faults = await stream(reader, pipeline, job, segmentHashes.follow);
  return { hashes: await pipeline.crew.digests(), segmentHashes: await segmentHashes.end(), faults };
}

async function stream(
  reader: ImageReader,
  { ring, crew }: Pipeline,
  job: ReadBackJob,
  follow: (segment: number, offset: number) => void,
): Promise<ImageFault[]> {
  const faults: ImageFault[] = [];
  let failure: unknown = null;
  let dispatched: Promise<void> = Promise.resolve();
  for (;;) {
    await job.whilePaused();
    const slot = await ring.take();
    if (failure !== null) throw failure;
    const loaded = await reader.load(ring.plainOf(slot), ring.packedOf(slot));
    if (loaded === null) break;
    follow(loaded.segment, loaded.segmentOffset);
    const before = dispatched;
    const turn = (async () => {
      const expanded = loaded.places === null ? [] : crew.expand(slot, loaded.places, reader.chunkBytes);
      const [damaged] = await Promise.all([expanded, before]);
      const path = reader.segments[loaded.segment]?.path ?? '';
      const found = [...loaded.faults, ...damaged.map((index) => chunkFault(reader, loaded.offset, index, path))];
      faults.push(...found);
      if (found.length > 0) job.found(found.length);
      // Wrapped, because the next slot's hash may be ordered before this one is computed.
      return { hashed: crew.hash(slot, loaded.bytes) };
    })();
    dispatched = turn.then(() => undefined);
    turn
      .then(({ hashed }) => hashed)
      .then(() => job.progress(loaded.offset + loaded.bytes))
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => ring.give(slot));
  }
  await dispatched;
  return faults;
}

function chunkFault(reader: ImageReader, offset: number, index: number, path: string): ImageFault {
  const at = offset + index * reader.chunkBytes;
  const length = Math.min(reader.chunkBytes, reader.sizeBytes - at);
  return { code: 'imaging.chunk-damaged', path, fileOffset: null, medium: { offset: at, length } };
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
