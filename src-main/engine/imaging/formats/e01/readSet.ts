/** Opens a set of segments: walks the sections of each and gathers what they say. Reads no chunk. */
import { type FileHandle, open } from 'node:fs/promises';
import { EvidenceError, equalBytes, IoError, isErrnoException, toHex } from '../../../lib/index.ts';
import type { Hashes } from '../../pipeline/hashes.ts';
import type { ImageFault, ImageMetadata, SegmentFile } from '../imageFormat.ts';
import { decodeHeader } from './headers.ts';
import type { TablePlace } from './readTable.ts';
import {
  DESCRIPTOR_BYTES,
  decodeDescriptor,
  decodeDigest,
  decodeErrors,
  decodeFileHeader,
  decodeHash,
  decodeTableHeader,
  decodeVolume,
  FILE_HEADER_BYTES,
  TABLE_HEADER_BYTES,
  type Volume,
} from './sections.ts';

export interface E01Set {
  readonly segments: readonly SegmentFile[];
  readonly volume: Volume;
  readonly metadata: Partial<ImageMetadata>;
  readonly hashes: Hashes;
  readonly badRanges: readonly { readonly offset: number; readonly length: number }[];
  readonly tables: readonly TablePlace[];
  readonly faults: readonly ImageFault[];
}

/** A section as the walk meets it. */
interface Section {
  readonly type: string;
  readonly at: number;
  readonly end: number;
  readonly content: () => Promise<Uint8Array>;
}

/** Sections that are read whole are small; this bounds what a damaged size can ask for. */
const MOST_CONTENT_BYTES = 64 << 20;

export async function openSet(paths: readonly string[]): Promise<E01Set> {
  const gathered = createGathering();
  for (const [index, path] of paths.entries()) {
    const file = await open(path, 'r').catch((error: unknown) => {
      throw isErrnoException(error)
        ? new IoError('imaging.unreadable', { path, errno: error.code ?? '' }, error)
        : error;
    });
    try {
      await walkSegment(file, path, index, paths.length, gathered);
    } finally {
      await file.close();
    }
  }
  return gathered.result(paths[0] ?? '');
}

type Gathering = ReturnType<typeof createGathering>;

function createGathering() {
  const segments: SegmentFile[] = [];
  const faults: ImageFault[] = [];
  const tables: Omit<TablePlace, 'firstChunk'>[] = [];
  const badRanges: { offset: number; length: number }[] = [];
  let volume: Volume | null = null;
  let header: Partial<ImageMetadata> | null = null;
  let header2: Partial<ImageMetadata> | null = null;
  let header2Content: Uint8Array | null = null;
  let hashes: Hashes = {};
  /** Index among `tables` of the first one behind a missing segment. */
  let firstAfterGap: number | null = null;

  function fault(code: string, path: string, fileOffset: number | null): void {
    faults.push({ code, path, fileOffset, medium: null });
  }

  return {
    segments,
    tables,
    fault,
    noteGap() {
      firstAfterGap ??= tables.length;
    },
    async take(section: Section, path: string): Promise<void> {
      const decoded = async <T>(decode: (content: Uint8Array) => T | null): Promise<T | null> => {
        const value = decode(await section.content());
        if (value === null) fault('e01.section-damaged', path, section.at);
        return value;
      };
      switch (section.type) {
        case 'header':
          header = (await decoded(decodeHeader)) ?? header;
          break;
        case 'header2': {
          const content = await section.content();
          if (header2Content !== null && !equalBytes(header2Content, content))
            fault('e01.headers-differ', path, section.at);
          header2Content = content;
          header2 = (await decoded(decodeHeader)) ?? header2;
          break;
        }
        case 'volume':
        case 'disk':
        case 'data': {
          const found = await decoded(decodeVolume);
          if (found === null) break;
          if (volume !== null && !sameVolume(volume, found)) fault('e01.volumes-differ', path, section.at);
          volume ??= found;
          break;
        }
        case 'error2': {
          const sectorBytes = volume?.sectorBytes ?? 512;
          for (const run of (await decoded(decodeErrors)) ?? []) {
            badRanges.push({ offset: run.firstSector * sectorBytes, length: run.sectors * sectorBytes });
          }
          break;
        }
        case 'digest': {
          const digest = await decoded(decodeDigest);
          hashes = { ...hashes, ...named('md5', digest?.md5), ...named('sha1', digest?.sha1) };
          break;
        }
        case 'hash': {
          const md5 = named('md5', (await decoded(decodeHash))?.md5);
          if (hashes.md5 !== undefined && md5.md5 !== undefined && hashes.md5 !== md5.md5) {
            fault('e01.hashes-differ', path, section.at);
          }
          hashes = { ...md5, ...hashes };
          break;
        }
        default:
      }
    },
    result(path: string): E01Set {
      if (volume === null) throw new EvidenceError('e01.no-volume', { path });
      assertReadable(volume, path);
      const placed = placeTables(tables, volume.chunkCount, firstAfterGap);
      const named = placed.reduce((sum, table) => sum + table.entries, 0);
      if (named !== volume.chunkCount && firstAfterGap === null) fault('e01.chunk-count', path, null);
      return { segments, volume, metadata: { ...header, ...header2 }, hashes, badRanges, tables: placed, faults };
    },
  };
}

function named(name: 'md5' | 'sha1', value: Uint8Array | null | undefined): Hashes {
  return value === null || value === undefined ? {} : { [name]: toHex(value) };
}

function sameVolume(a: Volume, b: Volume): boolean {
  return (
    a.sectorCount === b.sectorCount &&
    a.sectorBytes === b.sectorBytes &&
    a.sectorsPerChunk === b.sectorsPerChunk &&
    equalBytes(a.setIdentifier, b.setIdentifier)
  );
}

/** EnCase allows 32,768 sectors a chunk; larger figures come from damage. */
const MOST_CHUNK_BYTES = 64 << 20;

function assertReadable(volume: Volume, path: string): void {
  const chunkBytes = volume.sectorBytes * volume.sectorsPerChunk;
  const sizeBytes = volume.sectorBytes * volume.sectorCount;
  if (chunkBytes > 0 && chunkBytes <= MOST_CHUNK_BYTES && Number.isSafeInteger(sizeBytes)) return;
  throw new EvidenceError('e01.geometry', { path, chunkBytes, sizeBytes });
}

/** From the front as far as the segments go without a gap; what follows a gap is counted from the end. */
function placeTables(
  tables: readonly Omit<TablePlace, 'firstChunk'>[],
  chunkCount: number,
  firstAfterGap: number | null,
): TablePlace[] {
  const behind = tables.slice(firstAfterGap ?? tables.length);
  let next = 0;
  return tables.map((table, index) => {
    if (index === firstAfterGap) {
      next = Math.max(next, chunkCount - behind.reduce((sum, { entries }) => sum + entries, 0));
    }
    const firstChunk = next;
    next += table.entries;
    return { ...table, firstChunk };
  });
}

async function walkSegment(
  file: FileHandle,
  path: string,
  index: number,
  count: number,
  gathered: Gathering,
): Promise<void> {
  const sizeBytes = (await file.stat()).size;
  const segment = gathered.segments.push({ path, sizeBytes }) - 1;
  const number = decodeFileHeader(await readAt(file, 0, FILE_HEADER_BYTES));
  if (number === null) {
    if (index === 0) throw new EvidenceError('e01.not-e01', { path });
    gathered.fault('e01.not-e01', path, 0);
    return;
  }
  if (number !== index + 1) {
    gathered.fault(number > index + 1 ? 'imaging.segment-missing' : 'e01.segment-number', path, 9);
    gathered.noteGap();
  }
  let sectors: { readonly at: number; readonly end: number } | null = null;
  let at = FILE_HEADER_BYTES;
  for (;;) {
    const descriptor = decodeDescriptor(await readAt(file, at, DESCRIPTOR_BYTES));
    if (descriptor === null) {
      gathered.fault(at + DESCRIPTOR_BYTES > sizeBytes ? 'e01.truncated' : 'e01.section-damaged', path, at);
      return;
    }
    const { type, next } = descriptor;
    if (type === 'next' || type === 'done') {
      const last = index === count - 1;
      if (type === 'next' && last) gathered.fault('imaging.segment-missing', path, at);
      if (type === 'done' && !last) gathered.fault('imaging.segment-surplus', path, at);
      if (at + DESCRIPTOR_BYTES !== sizeBytes) gathered.fault('e01.trailing-bytes', path, at + DESCRIPTOR_BYTES);
      return;
    }
    if (next < at + DESCRIPTOR_BYTES || next > sizeBytes) {
      gathered.fault(next > sizeBytes ? 'e01.truncated' : 'e01.section-damaged', path, at);
      return;
    }
    // A reader that follows the size and one that follows the offset would see two different images.
    if (descriptor.sizeBytes !== 0 && at + descriptor.sizeBytes !== next) gathered.fault('e01.section-size', path, at);
    if (type === 'sectors') sectors = { at, end: next };
    else if (type === 'table') {
      const entries = await entryCount(file, at, next);
      const chunksEnd = sectors?.end ?? next;
      gathered.tables.push({
        segment,
        tableAt: at,
        tableBytes: next - at,
        copyAt: null,
        copyBytes: 0,
        chunksEnd,
        entries,
      });
      sectors = null;
    } else if (type === 'table2') {
      const table = gathered.tables.pop();
      if (table !== undefined) gathered.tables.push({ ...table, copyAt: at, copyBytes: next - at });
    } else {
      const start = at + DESCRIPTOR_BYTES;
      const content = () => readAt(file, start, Math.min(next - start, MOST_CONTENT_BYTES));
      await gathered.take({ type, at, end: next, content }, path);
    }
    at = next;
  }
}

/** From the table's header, or from its size where that is damaged. */
async function entryCount(file: FileHandle, at: number, end: number): Promise<number> {
  const bySize = Math.floor((end - at - DESCRIPTOR_BYTES - TABLE_HEADER_BYTES) / 4);
  const header = decodeTableHeader(await readAt(file, at + DESCRIPTOR_BYTES, TABLE_HEADER_BYTES));
  return header !== null && header.entries <= bySize ? header.entries : Math.max(0, bySize - 1);
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const content = new Uint8Array(length);
  const { bytesRead } = await file.read(content, 0, length, offset);
  return content.subarray(0, bytesRead);
}
