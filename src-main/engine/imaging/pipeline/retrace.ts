/**
 * Takes up an interrupted acquisition: the writer repeats its decisions from the journal without writing, what stands in
 * the files is read, expanded and hashed, and every window must come to the hash that the journal holds. What does not
 * is acquired again. Afterwards the hashes stand as if the source itself had been read.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { SealbenchError } from '../../lib/index.ts';
import type { Extent, ImageWriter, Loaded } from '../formats/imageFormat.ts';
import { PARTIAL } from '../formats/segmentFile.ts';
import { type ChunkPlace, COMPRESSED } from './chunks.ts';
import type { Pipeline } from './pipeline.ts';
import type { BadRange } from './readAround.ts';
import { hashInOrder, type ReadBackJob } from './readBack.ts';
import type { Window } from './window.ts';

export interface Retraced {
  readonly writer: ImageWriter;
  /** Those that proved sound. */
  readonly windows: readonly Window[];
}

/** `begin` opens a writer that retraces; none is sound when even the first window is not. */
export async function retrace(
  windows: readonly Window[],
  begin: () => Promise<ImageWriter>,
  pipeline: Pipeline,
  job: ReadBackJob,
): Promise<Retraced> {
  let candidates = windows;
  for (;;) {
    const writer = await begin();
    const sound = await soundWindows(candidates, writer, pipeline, job);
    if (sound === candidates.length) {
      await writer.goOn();
      return { writer, windows: candidates };
    }
    // The hashes have swallowed what is unsound: they begin anew, over the sound windows alone.
    await pipeline.crew.digests();
    await writer.abandon();
    candidates = candidates.slice(0, sound);
  }
}

async function soundWindows(
  windows: readonly Window[],
  writer: ImageWriter,
  pipeline: Pipeline,
  job: ReadBackJob,
): Promise<number> {
  const marks: Promise<string | null>[] = [];
  const files = createFiles();
  const walk = createWalk(windows, writer, pipeline, files);
  try {
    const faults = await hashInOrder(
      { load: walk.load, chunkBytes: writer.chunkBytes ?? 1 },
      pipeline,
      job,
      (loaded) => {
        const end = loaded.offset + loaded.bytes;
        if (windows[marks.length]?.end === end) marks.push(pipeline.crew.markSoFar());
      },
    );
    const found = await Promise.all(marks);
    const firstFault = Math.min(...faults.map(({ medium }) => medium?.offset ?? 0));
    const unsound = windows.findIndex((window, index) => found[index] !== window.mark || window.end > firstFault);
    return unsound < 0 ? windows.length : unsound;
  } finally {
    await files.close();
  }
}

function createWalk(windows: readonly Window[], writer: ImageWriter, { ring }: Pipeline, files: Files) {
  // Stand in for bytes that are in the files already: the writer only counts them.
  const plainZeros = new Uint8Array(ring.plainBytes);
  const packedZeros = new Uint8Array(ring.packedBytes);
  const bad = windows.flatMap(({ badRanges }) => badRanges);
  let windowIndex = 0;
  let offset = 0;
  let chunk = 0;

  async function load(plain: Uint8Array, packed: Uint8Array): Promise<Loaded | null> {
    const window = windows[windowIndex];
    if (window === undefined) return null;
    const bytes = Math.min(ring.plainBytes, window.end - offset);
    const chunkBytes = writer.chunkBytes ?? bytes;
    const sizes = window.sizes?.subarray(chunk, chunk + Math.ceil(bytes / chunkBytes)) ?? null;
    const target = sizes === null ? plain : packed;
    let extents: readonly Extent[];
    try {
      const badSoFar = countBefore(bad, offset + bytes);
      extents = await writer.append(plainZeros.subarray(0, bytes), packedZeros, sizes, badSoFar);
      await files.read(extents, target);
    } catch (error) {
      // A file is missing or too short: this window and all behind it are not sound.
      if (error instanceof SealbenchError) return null;
      throw error;
    }
    const places = sizes === null ? null : placesOf(sizes, bytes, chunkBytes);
    const loaded: Loaded = {
      offset,
      bytes,
      places,
      path: extents[0]?.path ?? '',
      segment: 0,
      segmentOffset: 0,
      faults: [],
    };
    offset += bytes;
    chunk += sizes?.length ?? 0;
    if (offset === window.end) {
      windowIndex++;
      chunk = 0;
    }
    return loaded;
  }
  return { load };
}

function countBefore(ranges: readonly BadRange[], end: number): number {
  return ranges.filter(({ offset }) => offset < end).length;
}

function placesOf(sizes: Uint32Array, bytes: number, chunkBytes: number): ChunkPlace[] {
  let at = 0;
  return Array.from(sizes, (size, index) => {
    const packedBytes = size & ~COMPRESSED;
    const plainBytes = Math.min(chunkBytes, bytes - index * chunkBytes);
    const place = { offset: at, packedBytes, plainBytes, compressed: (size & COMPRESSED) !== 0 };
    at += packedBytes;
    return place;
  });
}

type Files = ReturnType<typeof createFiles>;

/** Reads the unfinished files; keeps one open. */
function createFiles() {
  let file: { readonly path: string; readonly handle: FileHandle } | null = null;
  return {
    async read(extents: readonly Extent[], target: Uint8Array): Promise<void> {
      let at = 0;
      for (const { path, offset, bytes } of extents) {
        if (file?.path !== path) {
          await file?.handle.close();
          file = null;
          file = { path, handle: await open(path + PARTIAL, 'r') };
        }
        const { bytesRead } = await file.handle.read(target, at, bytes, offset);
        target.fill(0, at + bytesRead, at + bytes);
        at += bytes;
      }
    },
    close: async () => file?.handle.close(),
  };
}
