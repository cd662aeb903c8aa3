/** e01: the Expert Witness Compression Format in the layout of EnCase 6. docs/formats/e01.md is its description. */
import { open, readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { RefusedError } from '../../../lib/index.ts';
import { packedRoom } from '../../pipeline/chunks.ts';
import type { ImageFormat, ImagePlan } from '../imageFormat.ts';
import { openE01Reader, slotFor } from './read.ts';
import { DESCRIPTOR_BYTES, decodeFileHeader, FILE_HEADER_BYTES, MOST_TABLE_ENTRIES, VOLUME_BYTES } from './sections.ts';
import { LAST_NUMBERED, MOST_SEGMENTS, segmentNumber } from './segmentNames.ts';
import { CHUNK_BYTES, CLOSING_BYTES, createE01Writer, opening, tablesBytes } from './write.ts';

/** A segment must hold its own sections and a few chunks. */
const SMALLEST_SEGMENT_BYTES = 1 << 20;
/** `error2` sections of a badly damaged medium: 8 bytes a range. */
const ERROR_ROOM_BYTES = 1 << 20;

export const e01: ImageFormat = {
  name: 'e01',
  slot: slotFor(CHUNK_BYTES),
  roomFor(plan) {
    assertWritable(plan);
    const chunks = Math.ceil(plan.sizeBytes / CHUNK_BYTES);
    const tables = Math.ceil(chunks / MOST_TABLE_ENTRIES) + segmentsOf(plan);
    const tablesRoom = chunks * 8 + tables * (tablesBytes(0) + DESCRIPTOR_BYTES);
    const opened = FILE_HEADER_BYTES + 2 * DESCRIPTOR_BYTES + VOLUME_BYTES;
    const segmentsRoom = opening(plan).length + segmentsOf(plan) * opened + CLOSING_BYTES + ERROR_ROOM_BYTES;
    return packedRoom(plan.sizeBytes, CHUNK_BYTES) + tablesRoom + segmentsRoom;
  },
  async createWriter(plan, mode) {
    assertWritable(plan);
    return createE01Writer(plan, mode);
  },
  recognises: (head) => decodeFileHeader(head) !== null,
  findSegments,
  openReader: openE01Reader,
};

function segmentsOf(plan: ImagePlan): number {
  if (plan.segmentBytes === 0) return 1;
  // Each segment may leave the room of one chunk and of its closing sections unused.
  const used = plan.segmentBytes - CHUNK_BYTES - CLOSING_BYTES - opening(plan).length;
  return Math.ceil((packedRoom(plan.sizeBytes, CHUNK_BYTES) * 1.001) / used) + 1;
}

function assertWritable(plan: ImagePlan): void {
  if (plan.sizeBytes === 0) throw new RefusedError('e01.empty-source');
  const { segmentBytes } = plan;
  if (segmentBytes !== 0 && segmentBytes < SMALLEST_SEGMENT_BYTES) {
    throw new RefusedError('imaging.segment-too-small', { bytes: segmentBytes, least: SMALLEST_SEGMENT_BYTES });
  }
  const segments = segmentsOf(plan);
  if (segments > MOST_SEGMENTS) throw new RefusedError('imaging.too-many-segments', { segments, most: MOST_SEGMENTS });
}

/**
 * All files of the same name whose extensions are those of segments, in their order. Beyond `.E99` every extension from
 * `.EAA` to `.ZZZ` could be one (`.map` and `.txt` too), so there the file must begin like a segment.
 */
async function findSegments(path: string): Promise<string[]> {
  const folder = dirname(path);
  const stem = basename(path, extname(path));
  const parts: { readonly path: string; readonly number: number }[] = [];
  for (const name of await readdir(folder)) {
    const number = basename(name, extname(name)) === stem ? segmentNumber(extname(name).slice(1)) : null;
    if (number === null) continue;
    const part = { path: join(folder, name), number };
    if (number <= LAST_NUMBERED || (await beginsLikeSegment(part.path))) parts.push(part);
  }
  parts.sort((a, b) => a.number - b.number);
  return parts.length === 0 ? [path] : parts.map((part) => part.path);
}

async function beginsLikeSegment(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return false;
  const head = new Uint8Array(FILE_HEADER_BYTES);
  await file.read(head, 0, head.length, 0).finally(() => file.close());
  return decodeFileHeader(head) !== null;
}
