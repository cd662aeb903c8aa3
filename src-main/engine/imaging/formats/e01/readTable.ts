/** One table of chunk offsets, with its second copy as a fallback. docs/formats/e01.md §3.5. */
import type { FileHandle } from 'node:fs/promises';
import { COMPRESSED } from '../../pipeline/chunks.ts';
import type { ImageFault } from '../imageFormat.ts';
import { DESCRIPTOR_BYTES, decodeTableHeader, isSealed, TABLE_HEADER_BYTES } from './sections.ts';

/** Where a table lies, as the walk over the sections found it. */
export interface TablePlace {
  readonly segment: number;
  /** Offsets of the sections in their file. */
  readonly tableAt: number;
  readonly tableBytes: number;
  /** `table2`; null before EnCase 2. */
  readonly copyAt: number | null;
  readonly copyBytes: number;
  /** Where the chunks that it names end: of `sectors`, or of the table itself where chunks lie within it (EnCase 1). */
  readonly chunksEnd: number;
  readonly entries: number;
  /** Number of its first chunk in the medium. */
  readonly firstChunk: number;
}

export interface TableEntries {
  readonly offsets: Float64Array;
  readonly sizes: Uint32Array;
  /** 1 where the chunk is compressed. */
  readonly compressed: Uint8Array;
  readonly fault: Omit<ImageFault, 'medium'> | null;
  /** Whether neither copy could be trusted. */
  readonly doubtful: boolean;
}

export async function readTable(file: FileHandle, place: TablePlace, path: string): Promise<TableEntries> {
  const first = await readCopy(file, place.tableAt, place.tableBytes, place.entries);
  if (first.sound) return { ...decodeEntries(first.list, first.base, place.chunksEnd), fault: null, doubtful: false };
  const second = place.copyAt === null ? null : await readCopy(file, place.copyAt, place.copyBytes, place.entries);
  const used = second?.sound ? second : first;
  return {
    ...decodeEntries(used.list, used.base, place.chunksEnd),
    fault: { code: 'e01.table-damaged', path, fileOffset: place.tableAt },
    doubtful: !used.sound,
  };
}

async function readCopy(file: FileHandle, at: number, sizeBytes: number, expected: number) {
  const content = new Uint8Array(
    Math.max(0, Math.min(sizeBytes - DESCRIPTOR_BYTES, TABLE_HEADER_BYTES + expected * 4 + 4)),
  );
  await file.read(content, 0, content.length, at + DESCRIPTOR_BYTES);
  const header = decodeTableHeader(content);
  const list = content.subarray(TABLE_HEADER_BYTES, TABLE_HEADER_BYTES + expected * 4);
  const footed = content.subarray(TABLE_HEADER_BYTES);
  // EnCase 1 and SMART write no checksum behind the entries: their chunks begin there.
  const sound = header !== null && header.entries === expected && (footed.length === list.length || isSealed(footed));
  return { sound, base: header?.base ?? 0, list };
}

function decodeEntries(list: Uint8Array, base: number, chunksEnd: number) {
  const count = Math.floor(list.length / 4);
  const fields = new DataView(list.buffer, list.byteOffset, list.byteLength);
  const offsets = new Float64Array(count);
  const compressed = new Uint8Array(count);
  // EnCase 6.7 let offsets run over 31 bits: from there on the top bit belongs to the offset and nothing is compressed.
  let overflown = false;
  for (let index = 0; index < count; index++) {
    const entry = fields.getUint32(index * 4, true);
    const masked = base + (entry & ~COMPRESSED);
    overflown ||= index > 0 && masked < (offsets[index - 1] as number) && base + entry > (offsets[index - 1] as number);
    offsets[index] = overflown ? base + entry : masked;
    compressed[index] = !overflown && (entry & COMPRESSED) !== 0 ? 1 : 0;
  }
  const sizes = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const end = index + 1 < count ? (offsets[index + 1] as number) : chunksEnd;
    sizes[index] = Math.max(0, Math.min(0xffffffff, end - (offsets[index] as number)));
  }
  return { offsets, sizes, compressed };
}
