/**
 * LUKS2 volume ("LUKS2 On-Disk Format Specification" 1.1, §2). Numbers are big-endian, offsets in bytes.
 *
 *   0          first header: 4,096 bytes of fields, then JSON, together `hdr_size` (here 16,384)
 *   hdr_size   second header: the same JSON, its own salt and magic
 *   32768      keyslot area: the volume key, split and encrypted under the passphrase
 *   16777216   payload, AES-256-XTS in units of 512 bytes, counted from 0
 *
 *   fields   0  "LUKS" BAh BEh (second: "SKUL" BAh BEh)     104  salt, 64 bytes
 *            6  version, 2                                  168  UUID, 40 characters
 *            8  hdr_size                                    208  subsystem, 48 characters
 *           16  sequence number                             256  offset of this header
 *           24  label, 48 characters                        448  checksum, 64 bytes
 *           72  checksum algorithm, 32 characters           512  zeros
 *
 * A header is valid if and only if its checksum over fields (with the checksum as zeros) and JSON is right; of two valid
 * ones the greater sequence number counts. So damage is always told apart from a wrong passphrase.
 */
import { createHash, randomBytes } from 'node:crypto';
import { equalBytes, utf8 } from '../../../lib/index.ts';

export const HEADER_BYTES = 16384;
const FIELDS_BYTES = 4096;
const CHECKSUM_OFFSET = 448;
const CHECKSUM_BYTES = 64;
const VERSION = 2;
const FIRST_MAGIC = Uint8Array.of(0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe);
const SECOND_MAGIC = Uint8Array.of(0x53, 0x4b, 0x55, 0x4c, 0xba, 0xbe);
/** Sizes that a header may have, and so the places where a second one may lie (§2.1, Table 1). */
export const HEADER_SIZES = [0x4000, 0x8000, 0x10000, 0x20000, 0x40000, 0x80000, 0x100000, 0x200000, 0x400000];

export interface LuksHeader {
  readonly sequence: bigint;
  readonly sizeBytes: number;
  readonly json: string;
}

/** Version of a LUKS header by its magic, whatever its checksum; null when it is none. */
export function luksVersion(start: Uint8Array): number | null {
  const isLuks = start.length >= 8 && equalBytes(start.subarray(0, 6), FIRST_MAGIC);
  return isLuks ? new DataView(start.buffer, start.byteOffset).getUint16(6) : null;
}

/** Both copies, one behind the other. */
export function encodeHeaders(uuid: string, json: string): Uint8Array {
  const headers = new Uint8Array(2 * HEADER_BYTES);
  for (const [magic, offset] of [
    [FIRST_MAGIC, 0],
    [SECOND_MAGIC, HEADER_BYTES],
  ] as const) {
    const header = headers.subarray(offset, offset + HEADER_BYTES);
    const view = new DataView(header.buffer, header.byteOffset, header.length);
    header.set(magic, 0);
    view.setUint16(6, VERSION);
    view.setBigUint64(8, BigInt(HEADER_BYTES));
    view.setBigUint64(16, 1n);
    header.set(utf8('sha256'), 72);
    header.set(randomBytes(64), 104);
    header.set(utf8(uuid), 168);
    view.setBigUint64(256, BigInt(offset));
    header.set(utf8(json), FIELDS_BYTES);
    header.set(createHash('sha256').update(header).digest(), CHECKSUM_OFFSET);
  }
  return headers;
}

/** Size that a header at this place says it has; null when none begins there. */
export function headerSize(fields: Uint8Array, place: 'first' | 'second'): number | null {
  const magic = place === 'first' ? FIRST_MAGIC : SECOND_MAGIC;
  const view = new DataView(fields.buffer, fields.byteOffset, fields.length);
  if (!equalBytes(fields.subarray(0, 6), magic) || view.getUint16(6) !== VERSION) return null;
  const size = Number(view.getBigUint64(8));
  return HEADER_SIZES.includes(size) ? size : null;
}

/** `header` is as long as it says. Null when it is damaged or lies where it does not belong. */
export function decodeHeader(header: Uint8Array, offset: number): LuksHeader | null {
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const algorithm = textAt(header, 72, 32);
  if (!['sha1', 'sha256', 'sha512'].includes(algorithm)) return null;
  const blank = new Uint8Array(header);
  blank.fill(0, CHECKSUM_OFFSET, CHECKSUM_OFFSET + CHECKSUM_BYTES);
  const checksum = createHash(algorithm).update(blank).digest();
  if (!equalBytes(checksum, header.subarray(CHECKSUM_OFFSET, CHECKSUM_OFFSET + checksum.length))) return null;
  if (Number(view.getBigUint64(256)) !== offset) return null;
  return {
    sequence: view.getBigUint64(16),
    sizeBytes: header.length,
    json: textAt(header, FIELDS_BYTES, header.length - FIELDS_BYTES),
  };
}

/** Characters up to the first zero. */
function textAt(bytes: Uint8Array, offset: number, most: number): string {
  const field = bytes.subarray(offset, offset + most);
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('utf8');
}
