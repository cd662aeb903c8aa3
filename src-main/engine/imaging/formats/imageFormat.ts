/**
 * What every image format offers, so that the pipeline knows none of them. A writer receives slots in the medium's
 * order; a reader gives them back in that order and says what in them is damaged.
 */

import type { ChunkPlace, Compression } from '../pipeline/chunks.ts';
import type { Hashes } from '../pipeline/hashes.ts';
import type { BadRange } from '../pipeline/readAround.ts';
import type { SegmentMode } from './segmentFile.ts';

export type FormatName = 'raw' | 'e01';

/** Fields that a format may carry with the image; empty text means not recorded. */
export interface ImageMetadata {
  readonly caseNumber: string;
  readonly evidenceNumber: string;
  readonly description: string;
  readonly examiner: string;
  readonly notes: string;
  readonly model: string;
  readonly serial: string;
  readonly software: string;
  readonly operatingSystem: string;
  /** UTC milliseconds. */
  readonly acquiredAt: number;
}

export interface ImagePlan {
  readonly folder: string;
  readonly baseName: string;
  readonly sizeBytes: number;
  readonly sectorBytes: number;
  /** Largest segment file in bytes; 0 for one file of any size. */
  readonly segmentBytes: number;
  readonly compression: Compression;
  readonly metadata: ImageMetadata;
  /** Whether the source is a whole medium rather than a file. */
  readonly physical: boolean;
  /** 16 bytes that name the set of segments. */
  readonly setIdentifier: Uint8Array;
}

export interface SegmentFile {
  readonly path: string;
  readonly sizeBytes: number;
}

export interface ImageOutcome {
  readonly hashes: Hashes;
  readonly badRanges: readonly BadRange[];
}

/** Where in a segment file bytes of a slot were put. */
export interface Extent {
  /** Without `.partial`. */
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
}

export interface ImageWriter {
  /** Size of the chunks that the crew packs before `append`; null when the medium's bytes are written as they are. */
  readonly chunkBytes: number | null;
  /** Writes one slot and says where. `sizes` are those of `packChunks`, null with no chunks. */
  append(
    plain: Uint8Array,
    packed: Uint8Array,
    sizes: Uint32Array | null,
    badRangesSoFar: number,
  ): Promise<readonly Extent[]>;
  /** Flushes what was appended so far. */
  sync(): Promise<void>;
  /** Of a writer that retraces: what was appended so far stands in the files; writes from here on. */
  goOn(): Promise<void>;
  /** Closes and flushes; the files still bear their unfinished names. */
  finish(outcome: ImageOutcome): Promise<readonly SegmentFile[]>;
  /** Closes whatever is open, without completing it. */
  abandon(): Promise<void>;
}

/** One slot's worth read from an image. */
export interface Loaded {
  /** Place in the medium. */
  readonly offset: number;
  readonly bytes: number;
  /** Chunks to expand from the slot's packed half; null when the plain half is filled already. */
  readonly places: readonly ChunkPlace[] | null;
  /** The file that it came from, and which of the set it is. */
  readonly path: string;
  readonly segment: number;
  /** How far that file has been read, for whoever follows. */
  readonly segmentOffset: number;
  /** Found on the way to it. */
  readonly faults: readonly ImageFault[];
}

/** Something about the image that is not as it should be, with its place. */
export interface ImageFault {
  /** Error code. */
  readonly code: string;
  readonly path: string;
  /** Byte offset in that file, where there is one. */
  readonly fileOffset: number | null;
  /** What of the medium cannot be trusted for it; null when nothing. */
  readonly medium: { readonly offset: number; readonly length: number } | null;
}

export interface ImageReader {
  readonly format: FormatName;
  readonly sizeBytes: number;
  readonly sectorBytes: number;
  readonly chunkBytes: number;
  readonly segments: readonly SegmentFile[];
  readonly metadata: Partial<ImageMetadata>;
  readonly storedHashes: Hashes;
  readonly storedBadRanges: readonly { readonly offset: number; readonly length: number }[];
  /** Found when the set was opened. */
  readonly faults: readonly ImageFault[];
  /** Whether chunks carry checksums of their own. */
  readonly checksummed: boolean;
  readonly slot: SlotShape;
  /** Fills the slot with what follows the last load; null at the end. */
  load(plain: Uint8Array, packed: Uint8Array): Promise<Loaded | null>;
  close(): Promise<void>;
}

/** Sizes of the two halves of a slot. */
export interface SlotShape {
  readonly plainBytes: number;
  readonly packedBytes: number;
}

export interface ImageFormat {
  readonly name: FormatName;
  /** What its writer, and a reader of what it wrote, need. */
  readonly slot: SlotShape;
  /** The most that the files can take together, in bytes. Throws `RefusedError` for a plan that it cannot write. */
  roomFor(plan: ImagePlan): number;
  /** `retrace` follows the files of an interrupted acquisition of the same plan. */
  createWriter(plan: ImagePlan, mode: SegmentMode): Promise<ImageWriter>;
  /** Whether the file begins like one of this format. */
  recognises(head: Uint8Array, path: string): boolean;
  /** Paths of the whole set, given any or the first of it. */
  findSegments(path: string): Promise<string[]>;
  openReader(paths: readonly string[]): Promise<ImageReader>;
}
