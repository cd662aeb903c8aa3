/**
 * Reads E01 as EnCase 1 to 7, linen, FTK Imager and ewfacquire write it. Section descriptors are walked once on
 * opening; the tables, which can be large, are read one at a time as the medium is read. Damage is reported with the
 * part of the medium that it affects, and read around where the format has a second copy (`table2`).
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { ChunkPlace } from '../../pipeline/chunks.ts';
import type { ImageFault, ImageReader, Loaded, SlotShape } from '../imageFormat.ts';
import { type E01Set, openSet } from './readSet.ts';
import { readTable, type TableEntries } from './readTable.ts';

/** Chunks are read in runs of about this size. */
const RUN_BYTES = 1 << 20;

export async function openE01Reader(paths: readonly string[]): Promise<ImageReader> {
  const set = await openSet(paths);
  const { sectorBytes, sectorsPerChunk, sectorCount } = set.volume;
  const chunkBytes = sectorsPerChunk * sectorBytes;
  const chunksInRun = slotFor(chunkBytes).plainBytes / chunkBytes;
  const walk = createWalk(set, { chunkBytes, chunksInRun, sizeBytes: sectorCount * sectorBytes });
  return {
    format: 'e01',
    sizeBytes: sectorCount * sectorBytes,
    sectorBytes,
    chunkBytes,
    segments: set.segments,
    metadata: set.metadata,
    storedHashes: set.hashes,
    storedBadRanges: set.badRanges,
    faults: set.faults,
    checksummed: true,
    slot: slotFor(chunkBytes),
    load: walk.load,
    close: walk.close,
  };
}

/** A run of whole chunks. Compressed they may be longer: deflate adds 5 bytes a stored block, zlib 6 in all. */
export function slotFor(chunkBytes: number): SlotShape {
  const chunks = Math.max(1, Math.floor(RUN_BYTES / chunkBytes));
  return { plainBytes: chunks * chunkBytes, packedBytes: chunks * (chunkBytes + (chunkBytes >> 8) + 64) };
}

interface Shape {
  readonly chunkBytes: number;
  readonly chunksInRun: number;
  readonly sizeBytes: number;
}

/** Goes from table to table; keeps one table and one file open. */
function createWalk(set: E01Set, shape: Shape) {
  let tableIndex = 0;
  let chunk = 0;
  let table: TableEntries | null = null;
  let file: { readonly segment: number; readonly handle: FileHandle } | null = null;

  async function fileOf(segment: number): Promise<FileHandle> {
    if (file?.segment === segment) return file.handle;
    await file?.handle.close();
    file = null;
    const handle = await open(set.segments[segment]?.path ?? '', 'r');
    file = { segment, handle };
    return handle;
  }

  const offsetOf = (number: number): number => number * shape.chunkBytes;
  const bytesOf = (first: number, count: number): number =>
    Math.min(count * shape.chunkBytes, shape.sizeBytes - offsetOf(first));

  /** Chunks that no table names: zeros, and said to be missing. */
  function missing(until: number, plain: Uint8Array): Loaded {
    const count = Math.min(until - chunk, shape.chunksInRun);
    const medium = { offset: offsetOf(chunk), length: bytesOf(chunk, count) };
    plain.fill(0, 0, medium.length);
    chunk += count;
    const segment = set.tables[tableIndex]?.segment ?? set.segments.length - 1;
    const path = set.segments[segment]?.path ?? '';
    const fault: ImageFault = { code: 'e01.chunks-missing', path, fileOffset: null, medium };
    return {
      offset: medium.offset,
      bytes: medium.length,
      places: null,
      path,
      segment,
      segmentOffset: 0,
      faults: [fault],
    };
  }

  async function load(plain: Uint8Array, packed: Uint8Array): Promise<Loaded | null> {
    const chunks = Math.ceil(shape.sizeBytes / shape.chunkBytes);
    if (chunk >= chunks) return null;
    const place = set.tables[tableIndex];
    const until = Math.min(place?.firstChunk ?? chunks, chunks);
    if (place === undefined || chunk < until) return missing(until, plain);
    const entry = chunk - place.firstChunk;
    if (entry >= place.entries) {
      tableIndex++;
      table = null;
      return load(plain, packed);
    }
    const handle = await fileOf(place.segment);
    const path = set.segments[place.segment]?.path ?? '';
    const faults: ImageFault[] = [];
    if (table === null) {
      table = await readTable(handle, place, path);
      const medium = { offset: offsetOf(place.firstChunk), length: bytesOf(place.firstChunk, place.entries) };
      if (table.fault !== null) faults.push({ ...table.fault, medium: table.doubtful ? medium : null });
    }
    const run = runOf(table, entry, Math.min(shape.chunksInRun, chunks - chunk), packed.length);
    await readOrZero(handle, packed.subarray(0, run.end - run.start), run.start);
    const first = chunk;
    chunk += run.places.length;
    const places = run.places.map((at, index): ChunkPlace => ({ ...at, plainBytes: bytesOf(first + index, 1) }));
    const bytes = bytesOf(first, places.length);
    return { offset: offsetOf(first), bytes, places, path, segment: place.segment, segmentOffset: run.end, faults };
  }

  return { load, close: async () => file?.handle.close() };
}

/** The longest run from `entry` on whose chunks lie behind each other in the file and fit into the slot; at least one. */
function runOf(table: TableEntries, entry: number, most: number, room: number) {
  const places: Omit<ChunkPlace, 'plainBytes'>[] = [];
  const start = table.offsets[entry] as number;
  let end = start;
  for (let index = entry; index < table.offsets.length && places.length < most; index++) {
    const at = table.offsets[index] as number;
    const packedBytes = table.sizes[index] as number;
    const outside = at !== end || at + packedBytes - start > room;
    if (outside && places.length > 0) break;
    // A single chunk larger than any can be comes from a damaged table: nothing is read, and it fails its checksum.
    const readable = outside ? 0 : packedBytes;
    places.push({ offset: at - start, packedBytes: readable, compressed: table.compressed[index] === 1 });
    end = at + readable;
    if (outside) break;
  }
  return { places, start, end };
}

/** A file that ends within its chunks gives zeros, which fail their checksums. */
async function readOrZero(file: FileHandle, target: Uint8Array, offset: number): Promise<void> {
  let done = 0;
  while (done < target.length) {
    const { bytesRead } = await file.read(target, done, target.length - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  target.fill(0, done);
}
