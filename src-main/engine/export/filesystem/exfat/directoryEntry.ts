/**
 * Directory entries of 32 bytes, little-endian (specification §6, §7). A file is a set: File (85h), Stream Extension
 * (C0h), then a File Name entry (C1h) for each 15 code units of its name.
 */
import type { TreeTime } from '../tree.ts';
import { entrySetChecksum } from './checksum.ts';
import { nameHash } from './names.ts';
import { decodeTimestamp, encodeTimestamp } from './timestamp.ts';

export const ENTRY_BYTES = 32;
export const ENTRY_TYPE = {
  endOfDirectory: 0x00,
  allocationBitmap: 0x81,
  upcaseTable: 0x82,
  volumeLabel: 0x83,
  file: 0x85,
  streamExtension: 0xc0,
  fileName: 0xc1,
} as const;

const ATTRIBUTE_DIRECTORY = 0x10;
const ATTRIBUTE_ARCHIVE = 0x20;
const ALLOCATION_POSSIBLE = 1;
const NO_FAT_CHAIN = 2;
const UNITS_PER_NAME_ENTRY = 15;

/** Where the content of something lies. `firstCluster` 0 and no bytes: nowhere (§6.2.2). */
export interface Allocation {
  readonly firstCluster: number;
  readonly bytes: number;
  /** One contiguous run that the FAT does not describe (§6.3.4.2). */
  readonly contiguous: boolean;
}

export interface FileEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly allocation: Allocation;
  /** Bytes beyond it read as zero (§7.6.5). */
  readonly validBytes: number;
  /** Null when the stamp names no date. */
  readonly modifiedAt: TreeTime | null;
}

/** Bytes that the entry set of a name takes. */
export function entrySetBytes(name: string): number {
  return (2 + Math.ceil(name.length / UNITS_PER_NAME_ENTRY)) * ENTRY_BYTES;
}

export function encodeFileEntry(entry: FileEntry & { readonly modifiedAt: TreeTime }, upcase: Uint16Array): Uint8Array {
  const set = new Uint8Array(entrySetBytes(entry.name));
  const view = new DataView(set.buffer);
  const { timestamp, tenMs, utcOffset } = encodeTimestamp(entry.modifiedAt);
  view.setUint8(0, ENTRY_TYPE.file);
  view.setUint8(1, set.length / ENTRY_BYTES - 1);
  view.setUint16(4, entry.isFolder ? ATTRIBUTE_DIRECTORY : ATTRIBUTE_ARCHIVE, true);
  for (const at of [8, 12, 16]) view.setUint32(at, timestamp, true);
  for (const at of [20, 21]) view.setUint8(at, tenMs);
  for (const at of [22, 23, 24]) view.setUint8(at, utcOffset);

  const { firstCluster, bytes, contiguous } = entry.allocation;
  view.setUint8(32, ENTRY_TYPE.streamExtension);
  view.setUint8(33, ALLOCATION_POSSIBLE | (contiguous ? NO_FAT_CHAIN : 0));
  view.setUint8(35, entry.name.length);
  view.setUint16(36, nameHash(entry.name, upcase), true);
  view.setBigUint64(40, BigInt(entry.validBytes), true);
  view.setUint32(52, firstCluster, true);
  view.setBigUint64(56, BigInt(bytes), true);

  for (let at = 64; at < set.length; at += ENTRY_BYTES) set[at] = ENTRY_TYPE.fileName;
  for (let unit = 0; unit < entry.name.length; unit += 1) {
    const entryAt = 64 + Math.floor(unit / UNITS_PER_NAME_ENTRY) * ENTRY_BYTES;
    view.setUint16(entryAt + 2 + (unit % UNITS_PER_NAME_ENTRY) * 2, entry.name.charCodeAt(unit), true);
  }
  view.setUint16(2, entrySetChecksum(set), true);
  return set;
}

/** Why a set is no valid file: an error code. */
export type EntryFault = 'exfat.entry-checksum-wrong' | 'exfat.entry-malformed' | 'exfat.name-hash-wrong';

export function decodeFileEntry(set: Uint8Array, upcase: Uint16Array): FileEntry | EntryFault {
  const view = new DataView(set.buffer, set.byteOffset, set.length);
  if (set.length < 3 * ENTRY_BYTES || set.length !== (view.getUint8(1) + 1) * ENTRY_BYTES)
    return 'exfat.entry-malformed';
  if (view.getUint16(2, true) !== entrySetChecksum(set)) return 'exfat.entry-checksum-wrong';
  if (set[32] !== ENTRY_TYPE.streamExtension) return 'exfat.entry-malformed';
  const name = decodeName(view, view.getUint8(35));
  if (name === null) return 'exfat.entry-malformed';
  if (view.getUint16(36, true) !== nameHash(name, upcase)) return 'exfat.name-hash-wrong';

  const allocation = {
    firstCluster: view.getUint32(52, true),
    bytes: Number(view.getBigUint64(56, true)),
    contiguous: (view.getUint8(33) & NO_FAT_CHAIN) !== 0,
  };
  const validBytes = Number(view.getBigUint64(40, true));
  const hasPlace = allocation.firstCluster !== 0;
  if (validBytes > allocation.bytes || (!hasPlace && (allocation.bytes > 0 || allocation.contiguous))) {
    return 'exfat.entry-malformed';
  }
  const modifiedAt = decodeTimestamp({
    timestamp: view.getUint32(12, true),
    tenMs: view.getUint8(21),
    utcOffset: view.getUint8(23),
  });
  const isFolder = (view.getUint16(4, true) & ATTRIBUTE_DIRECTORY) !== 0;
  return { name, isFolder, allocation, validBytes, modifiedAt };
}

/** Null unless exactly the File Name entries that the length asks for follow the stream extension (§7.7). */
function decodeName(view: DataView, units: number): string | null {
  const entries = Math.ceil(units / UNITS_PER_NAME_ENTRY);
  if (units === 0 || view.byteLength < (2 + entries) * ENTRY_BYTES) return null;
  let name = '';
  for (let unit = 0; unit < units; unit += 1) {
    const entryAt = 64 + Math.floor(unit / UNITS_PER_NAME_ENTRY) * ENTRY_BYTES;
    if (view.getUint8(entryAt) !== ENTRY_TYPE.fileName) return null;
    name += String.fromCharCode(view.getUint16(entryAt + 2 + (unit % UNITS_PER_NAME_ENTRY) * 2, true));
  }
  return name;
}

/** Volume Label (§7.3). */
export function encodeLabelEntry(label: string): Uint8Array {
  const entry = new Uint8Array(ENTRY_BYTES);
  entry[0] = ENTRY_TYPE.volumeLabel;
  entry[1] = label.length;
  entry.set(Buffer.from(label, 'utf16le'), 2);
  return entry;
}

export function decodeLabelEntry(entry: Uint8Array): string {
  const units = Math.min(entry[1] as number, 11);
  return Buffer.from(entry.subarray(2, 2 + units * 2)).toString('utf16le');
}

/** Allocation Bitmap (§7.1) or Up-case Table (§7.2): both are described by the FAT. */
export function encodeSystemEntry(
  type: typeof ENTRY_TYPE.allocationBitmap | typeof ENTRY_TYPE.upcaseTable,
  firstCluster: number,
  bytes: number,
  tableChecksum: number,
): Uint8Array {
  const entry = new Uint8Array(ENTRY_BYTES);
  const view = new DataView(entry.buffer);
  view.setUint8(0, type);
  view.setUint32(4, tableChecksum, true);
  view.setUint32(20, firstCluster, true);
  view.setBigUint64(24, BigInt(bytes), true);
  return entry;
}

export function decodeSystemEntry(entry: Uint8Array): Allocation & { readonly tableChecksum: number } {
  const view = new DataView(entry.buffer, entry.byteOffset, ENTRY_BYTES);
  return {
    firstCluster: view.getUint32(20, true),
    bytes: Number(view.getBigUint64(24, true)),
    contiguous: false,
    tableChecksum: view.getUint32(4, true),
  };
}
