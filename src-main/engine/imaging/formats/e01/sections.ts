/**
 * The structures of an E01 file, each encoder beside its inverse. Integers are little-endian; every structure ends in
 * the Adler-32 of what precedes it. Layout and sources: docs/formats/e01.md, whose section numbers are cited here.
 */
import { adler32, concat } from '../../../lib/index.ts';

/** §2.1 */
export const FILE_HEADER_BYTES = 13;
/** §2.2 */
export const DESCRIPTOR_BYTES = 76;
/** §3.3 */
export const VOLUME_BYTES = 1052;
/** §3.3, the older layout of EnCase 1 and SMART. */
export const SHORT_VOLUME_BYTES = 94;
/** §3.5 */
export const TABLE_HEADER_BYTES = 24;
/** §3.5: the most entries that every reader accepts. */
export const MOST_TABLE_ENTRIES = 16375;
/** §3.6 */
const ERROR_HEADER_BYTES = 520;

const SIGNATURE = Uint8Array.of(0x45, 0x56, 0x46, 0x09, 0x0d, 0x0a, 0xff, 0x00);

export function encodeFileHeader(segmentNumber: number): Uint8Array {
  const header = new Uint8Array(FILE_HEADER_BYTES);
  header.set(SIGNATURE);
  header[8] = 1;
  view(header).setUint16(9, segmentNumber, true);
  return header;
}

/** The segment number, or null when it is not the header of an E01 segment. */
export function decodeFileHeader(header: Uint8Array): number | null {
  if (header.length < FILE_HEADER_BYTES || !SIGNATURE.every((byte, index) => header[index] === byte)) return null;
  return header[8] === 1 && view(header).getUint16(11, true) === 0 ? view(header).getUint16(9, true) : null;
}

export interface Descriptor {
  readonly type: string;
  /** Offset of the next section in this file; a section that ends the file points at itself. */
  readonly next: number;
  /** Including the descriptor; 0 in a section that ends the file. */
  readonly sizeBytes: number;
}

export function encodeDescriptor({ type, next, sizeBytes }: Descriptor): Uint8Array {
  const descriptor = new Uint8Array(DESCRIPTOR_BYTES);
  descriptor.set(new TextEncoder().encode(type));
  view(descriptor).setBigUint64(16, BigInt(next), true);
  view(descriptor).setBigUint64(24, BigInt(sizeBytes), true);
  return sealed(descriptor);
}

/** Null when its checksum is wrong. */
export function decodeDescriptor(descriptor: Uint8Array): Descriptor | null {
  if (descriptor.length < DESCRIPTOR_BYTES || !isSealed(descriptor.subarray(0, DESCRIPTOR_BYTES))) return null;
  const name = descriptor.subarray(0, 16);
  const end = name.indexOf(0);
  return {
    type: new TextDecoder('latin1').decode(end < 0 ? name : name.subarray(0, end)),
    next: Number(view(descriptor).getBigUint64(16, true)),
    sizeBytes: Number(view(descriptor).getBigUint64(24, true)),
  };
}

/** A whole section at a place: descriptor and content, pointing at what follows. */
export function encodeSection(type: string, content: Uint8Array, offset: number): Uint8Array {
  const sizeBytes = DESCRIPTOR_BYTES + content.length;
  return concat(encodeDescriptor({ type, next: offset + sizeBytes, sizeBytes }), content);
}

/** `next` and `done` (§3.9): point at themselves and say a size of 0, as EnCase does. */
export function encodeLastSection(type: 'next' | 'done', offset: number): Uint8Array {
  return encodeDescriptor({ type, next: offset, sizeBytes: 0 });
}

export interface Volume {
  readonly chunkCount: number;
  readonly sectorsPerChunk: number;
  readonly sectorBytes: number;
  readonly sectorCount: number;
  readonly physical: boolean;
  /** 0 none, 1 fast, 2 best. */
  readonly compressionLevel: number;
  readonly setIdentifier: Uint8Array;
}

const MEDIA_TYPE_FIXED = 1;
const MEDIA_FLAG_IMAGE = 1;
const MEDIA_FLAG_PHYSICAL = 2;

export function encodeVolume(volume: Volume): Uint8Array {
  const content = new Uint8Array(VOLUME_BYTES);
  const fields = view(content);
  content[0] = MEDIA_TYPE_FIXED;
  fields.setUint32(4, volume.chunkCount, true);
  fields.setUint32(8, volume.sectorsPerChunk, true);
  fields.setUint32(12, volume.sectorBytes, true);
  fields.setBigUint64(16, BigInt(volume.sectorCount), true);
  content[36] = MEDIA_FLAG_IMAGE | (volume.physical ? MEDIA_FLAG_PHYSICAL : 0);
  content[52] = volume.compressionLevel;
  // Read errors are recorded sector by sector, never rounded up to a chunk.
  fields.setUint32(56, 1, true);
  content.set(volume.setIdentifier, 64);
  return sealed(content);
}

/** Null when it is of neither length or its checksum is wrong. */
export function decodeVolume(content: Uint8Array): Volume | null {
  const short = content.length === SHORT_VOLUME_BYTES;
  if ((!short && content.length < VOLUME_BYTES) || !isSealed(short ? content : content.subarray(0, VOLUME_BYTES))) {
    return null;
  }
  const fields = view(content);
  return {
    chunkCount: fields.getUint32(4, true),
    sectorsPerChunk: fields.getUint32(8, true),
    sectorBytes: fields.getUint32(12, true),
    sectorCount: short ? fields.getUint32(16, true) : Number(fields.getBigUint64(16, true)),
    physical: !short && ((content[36] as number) & MEDIA_FLAG_PHYSICAL) !== 0,
    compressionLevel: short ? 0 : (content[52] as number),
    setIdentifier: short ? new Uint8Array(16) : content.slice(64, 80),
  };
}

/** `table` and `table2` are alike: the entries count from `base`. */
export function encodeTable(entries: readonly number[], base: number): Uint8Array {
  const header = new Uint8Array(TABLE_HEADER_BYTES);
  view(header).setUint32(0, entries.length, true);
  view(header).setBigUint64(8, BigInt(base), true);
  const list = new Uint8Array(entries.length * 4 + 4);
  entries.forEach((entry, index) => {
    view(list).setUint32(index * 4, entry, true);
  });
  return concat(sealed(header), sealed(list));
}

/** Null when its checksum is wrong. */
export function decodeTableHeader(header: Uint8Array): { readonly entries: number; readonly base: number } | null {
  if (header.length < TABLE_HEADER_BYTES || !isSealed(header.subarray(0, TABLE_HEADER_BYTES))) return null;
  return { entries: view(header).getUint32(0, true), base: Number(view(header).getBigUint64(8, true)) };
}

export interface SectorRun {
  readonly firstSector: number;
  readonly sectors: number;
}

export function errorSectionBytes(runs: number): number {
  return runs === 0 ? 0 : DESCRIPTOR_BYTES + ERROR_HEADER_BYTES + runs * 8 + 4;
}

export function encodeErrors(runs: readonly SectorRun[]): Uint8Array {
  const header = new Uint8Array(ERROR_HEADER_BYTES);
  view(header).setUint32(0, runs.length, true);
  const list = new Uint8Array(runs.length * 8 + 4);
  runs.forEach((run, index) => {
    view(list).setUint32(index * 8, run.firstSector, true);
    view(list).setUint32(index * 8 + 4, run.sectors, true);
  });
  return concat(sealed(header), sealed(list));
}

/** Null when a checksum is wrong. */
export function decodeErrors(content: Uint8Array): SectorRun[] | null {
  if (content.length < ERROR_HEADER_BYTES || !isSealed(content.subarray(0, ERROR_HEADER_BYTES))) return null;
  const count = view(content).getUint32(0, true);
  const list = content.subarray(ERROR_HEADER_BYTES, ERROR_HEADER_BYTES + count * 8 + 4);
  if (list.length < count * 8 + 4 || !isSealed(list)) return null;
  return Array.from({ length: count }, (_, index) => ({
    firstSector: view(list).getUint32(index * 8, true),
    sectors: view(list).getUint32(index * 8 + 4, true),
  }));
}

/** MD5 16 bytes, SHA-1 20, zeros 40; a hash that was not computed stays zero. */
export function encodeDigest(md5: Uint8Array | null, sha1: Uint8Array | null): Uint8Array {
  const content = new Uint8Array(80);
  if (md5 !== null) content.set(md5);
  if (sha1 !== null) content.set(sha1, 16);
  return sealed(content);
}

export function decodeDigest(content: Uint8Array): { md5: Uint8Array | null; sha1: Uint8Array | null } | null {
  if (content.length < 80 || !isSealed(content.subarray(0, 80))) return null;
  return { md5: unlessZero(content.slice(0, 16)), sha1: unlessZero(content.slice(16, 36)) };
}

export function encodeHash(md5: Uint8Array): Uint8Array {
  const content = new Uint8Array(36);
  content.set(md5);
  return sealed(content);
}

export function decodeHash(content: Uint8Array): { md5: Uint8Array | null } | null {
  if (content.length < 36 || !isSealed(content.subarray(0, 36))) return null;
  return { md5: unlessZero(content.slice(0, 16)) };
}

function unlessZero(value: Uint8Array): Uint8Array | null {
  return value.every((byte) => byte === 0) ? null : value;
}

/** Writes the checksum of all but the last four bytes into these. */
function sealed(content: Uint8Array): Uint8Array {
  view(content).setUint32(content.length - 4, adler32(content.subarray(0, -4)), true);
  return content;
}

export function isSealed(content: Uint8Array): boolean {
  return content.length >= 4 && view(content).getUint32(content.length - 4, true) === adler32(content.subarray(0, -4));
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
