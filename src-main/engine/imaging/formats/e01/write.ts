/**
 * Writes E01 in the layout of EnCase 6: docs/formats/e01.md §4. The main thread only places chunks that workers have
 * packed: it decides where a table or a segment ends and writes each slot in one go.
 */
import { join } from 'node:path';
import { concat, fromHex } from '../../../lib/index.ts';
import { CHECKSUM_BYTES, COMPRESSED } from '../../pipeline/chunks.ts';
import type { Extent, ImageOutcome, ImagePlan, ImageWriter, SegmentFile } from '../imageFormat.ts';
import { type OpenSegment, openSegment, removeBeyond, type SegmentMode } from '../segmentFile.ts';
import { encodeHeader, encodeHeader2 } from './headers.ts';
import {
  DESCRIPTOR_BYTES,
  encodeDescriptor,
  encodeDigest,
  encodeErrors,
  encodeFileHeader,
  encodeHash,
  encodeLastSection,
  encodeSection,
  encodeTable,
  encodeVolume,
  errorSectionBytes,
  MOST_TABLE_ENTRIES,
  TABLE_HEADER_BYTES,
  VOLUME_BYTES,
} from './sections.ts';
import { segmentExtension } from './segmentNames.ts';

export const CHUNK_BYTES = 32 * 1024;

/** `data`, `digest`, `hash`, `done`: what the last segment needs beside its chunks. */
export const CLOSING_BYTES =
  DESCRIPTOR_BYTES + VOLUME_BYTES + (DESCRIPTOR_BYTES + 80) + (DESCRIPTOR_BYTES + 36) + DESCRIPTOR_BYTES;

/** `table` and `table2` of so many chunks. */
export function tablesBytes(chunks: number): number {
  return 2 * (DESCRIPTOR_BYTES + TABLE_HEADER_BYTES + chunks * 4 + 4);
}

export function volumeContent(plan: ImagePlan): Uint8Array {
  return encodeVolume({
    chunkCount: Math.ceil(plan.sizeBytes / CHUNK_BYTES),
    sectorsPerChunk: CHUNK_BYTES / plan.sectorBytes,
    sectorBytes: plan.sectorBytes,
    sectorCount: plan.sizeBytes / plan.sectorBytes,
    physical: plan.physical,
    compressionLevel: { none: 0, fast: 1, best: 2 }[plan.compression],
    setIdentifier: plan.setIdentifier,
  });
}

/** Everything before the first `sectors` section of the first segment. */
export function opening(plan: ImagePlan): Uint8Array {
  const header2 = encodeHeader2(plan.metadata);
  const sections: readonly (readonly [string, Uint8Array])[] = [
    ['header2', header2],
    ['header2', header2],
    ['header', encodeHeader(plan.metadata)],
    ['volume', volumeContent(plan)],
  ];
  return sections.reduce<Uint8Array>(
    (before, [type, content]) => concat(before, encodeSection(type, content, before.length)),
    encodeFileHeader(1),
  );
}

export async function createE01Writer(plan: ImagePlan, mode: SegmentMode): Promise<ImageWriter> {
  const sealed: SegmentFile[] = [];
  let present = mode;
  let segment = await beginSegment(plan, 1, present);
  /** Where the open `sectors` section begins; -1 when none is open. */
  let sectorsAt = -1;
  let entries: number[] = [];

  /** Whether one more chunk of this size, and all that must follow it, stays within the segment. */
  function fits(chunkBytes: number, pendingBytes: number, badRanges: number): boolean {
    if (plan.segmentBytes === 0) return true;
    const descriptor = sectorsAt < 0 ? DESCRIPTOR_BYTES : 0;
    const after = tablesBytes(entries.length + 1) + CLOSING_BYTES + errorSectionBytes(badRanges);
    return segment.sizeBytes + pendingBytes + descriptor + chunkBytes + after <= plan.segmentBytes;
  }

  async function closeSectors(): Promise<void> {
    if (sectorsAt < 0) return;
    const end = segment.sizeBytes;
    const descriptor = encodeDescriptor({ type: 'sectors', next: end, sizeBytes: end - sectorsAt });
    await segment.patch(descriptor, sectorsAt);
    const table = encodeTable(entries, sectorsAt);
    const first = encodeSection('table', table, end);
    await segment.append([first, encodeSection('table2', table, end + first.length)]);
    sectorsAt = -1;
    entries = [];
  }

  async function nextSegment(): Promise<void> {
    await closeSectors();
    await segment.append([encodeLastSection('next', segment.sizeBytes)]);
    await seal();
    segment = await beginSegment(plan, sealed.length + 1, present);
  }

  async function seal(): Promise<void> {
    await segment.seal();
    sealed.push({ path: segment.path, sizeBytes: segment.sizeBytes });
  }

  return {
    chunkBytes: CHUNK_BYTES,
    async append(plain, packed, sizes, badRangesSoFar) {
      const extents: Extent[] = [];
      let parts: Uint8Array[] = [];
      let pendingBytes = 0;
      let packedAt = 0;
      const flush = async (): Promise<void> => {
        await segment.append(parts);
        parts = [];
        pendingBytes = 0;
      };
      for (const [index, size] of (sizes ?? new Uint32Array()).entries()) {
        const compressed = (size & COMPRESSED) !== 0;
        const chunkBytes = size & ~COMPRESSED;
        if (!fits(chunkBytes, pendingBytes, badRangesSoFar)) {
          await flush();
          await nextSegment();
        } else if (entries.length === MOST_TABLE_ENTRIES) {
          await flush();
          await closeSectors();
        }
        if (sectorsAt < 0) {
          sectorsAt = segment.sizeBytes + pendingBytes;
          // Its size is known when it ends; until then the place is kept.
          parts.push(new Uint8Array(DESCRIPTOR_BYTES));
          pendingBytes += DESCRIPTOR_BYTES;
        }
        const offset = segment.sizeBytes + pendingBytes;
        entries.push((offset - sectorsAt) | (compressed ? COMPRESSED : 0));
        extend(extents, { path: segment.path, offset, bytes: chunkBytes });
        const packedBytes = compressed ? chunkBytes : CHECKSUM_BYTES;
        if (!compressed)
          parts.push(plain.subarray(index * CHUNK_BYTES, index * CHUNK_BYTES + chunkBytes - CHECKSUM_BYTES));
        parts.push(packed.subarray(packedAt, packedAt + packedBytes));
        packedAt += packedBytes;
        pendingBytes += chunkBytes;
      }
      await flush();
      return extents;
    },
    sync: () => segment.sync(),
    async goOn() {
      present = 'create';
      await removeBeyond((number) => segmentPath(plan, number), sealed.length + 2);
      await segment.goOn();
    },
    async finish(outcome) {
      await closeSectors();
      for (const [type, content] of closing(plan, outcome, sealed.length === 0)) {
        await segment.append([encodeSection(type, content, segment.sizeBytes)]);
      }
      await segment.append([encodeLastSection('done', segment.sizeBytes)]);
      await seal();
      return sealed;
    },
    abandon: () => segment.close(),
  };
}

function segmentPath(plan: ImagePlan, number: number): string {
  return join(plan.folder, `${plan.baseName}.${segmentExtension(number)}`);
}

async function beginSegment(plan: ImagePlan, number: number, mode: SegmentMode): Promise<OpenSegment> {
  const segment = await openSegment(segmentPath(plan, number), mode);
  const header = encodeFileHeader(number);
  const later = (): Uint8Array => concat(header, encodeSection('data', volumeContent(plan), header.length));
  await segment.append([number === 1 ? opening(plan) : later()]);
  return segment;
}

function extend(extents: Extent[], next: Extent): void {
  const last = extents.at(-1);
  if (last?.path !== next.path || last.offset + last.bytes !== next.offset) extents.push(next);
  else extents[extents.length - 1] = { ...last, bytes: last.bytes + next.bytes };
}

/** The sections of the last segment after its tables, without `done`. */
function closing(plan: ImagePlan, outcome: ImageOutcome, onlySegment: boolean): [string, Uint8Array][] {
  const sections: [string, Uint8Array][] = [];
  const md5 = outcome.hashes.md5 === undefined ? null : fromHex(outcome.hashes.md5);
  const sha1 = outcome.hashes.sha1 === undefined ? null : fromHex(outcome.hashes.sha1);
  // In a set of several segments every one but the first has begun with it.
  if (onlySegment) sections.push(['data', volumeContent(plan)]);
  const runs = outcome.badRanges
    .map(({ offset, length }) => ({
      firstSector: Math.floor(offset / plan.sectorBytes),
      sectors: Math.ceil(length / plan.sectorBytes),
    }))
    // The section counts in 32 bits; what lies beyond 2 TiB stands in the acquisition record alone.
    .filter(({ firstSector }) => firstSector <= 0xffffffff);
  if (runs.length > 0) sections.push(['error2', encodeErrors(runs)]);
  if (md5 !== null || sha1 !== null) sections.push(['digest', encodeDigest(md5, sha1)]);
  if (md5 !== null) sections.push(['hash', encodeHash(md5)]);
  return sections;
}
