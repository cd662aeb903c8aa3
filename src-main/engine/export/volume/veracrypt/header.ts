/**
 * VeraCrypt volume format, as VeraCrypt 1.0f and later read it ("VeraCrypt Volume Format Specification"). Numbers are
 * big-endian, offsets in bytes.
 *
 *   0         header of the volume: 64 bytes of salt, 448 encrypted
 *   512       random
 *   65536     header of a hidden volume; random where there is none, and nobody can tell
 *   66048     random
 *   131072    payload, AES-256-XTS in units of 512 bytes; the unit's number is its offset in the file / 512
 *   end - 131072   the same 131,072 bytes again with salts of their own: backup headers
 *
 * The encrypted part of a header, at offsets of the whole header:
 *   64  "VERA"                     100  payload size
 *   68  header version, 5          108  payload offset
 *   70  least program, 010Bh       116  payload size again (what is encrypted of it)
 *   72  CRC-32 of 256 to 511       124  flags
 *   76  reserved                   128  sector size
 *   92  hidden volume's size, 0    252  CRC-32 of 64 to 251
 *                                  256  keys: data key, then tweak key, 32 bytes each; zeros
 *
 * A header is valid if and only if "VERA" stands there and both checksums are right. Salt and ciphertext look random:
 * without the passphrase a header cannot be told from random bytes, nor a wrong passphrase from a damaged header.
 */
import { crc32 } from 'node:zlib';
import { XTS_KEY_BYTES, XTS_UNIT_BYTES, XtsCipher } from '../xts/xtsCipher.ts';

export const SALT_BYTES = 64;
export const HEADER_BYTES = 512;
export const HIDDEN_HEADER_OFFSET = 65536;
/** Of the header area in front, and of the one behind. */
export const HEADER_AREA_BYTES = 131072;

const ENCRYPTED_BYTES = HEADER_BYTES - SALT_BYTES;
const MAGIC = 0x56455241;
const HEADER_VERSION = 5;
const LEAST_PROGRAM = 0x010b;
/** Bit 0: the system drive is encrypted. Bit 1: encrypted in place. Such volumes are laid out otherwise. */
const FLAGS_OF_OTHER_LAYOUTS = 0b11;

export interface HeaderFields {
  readonly payloadOffset: number;
  readonly payloadBytes: number;
  readonly sectorBytes: number;
  /** Data key and tweak key. */
  readonly key: Uint8Array;
  /** Laid out as a system drive or encrypted in place. */
  readonly otherLayout: boolean;
}

/** `headerKey` is derived from passphrase and salt. */
export function encodeHeader(fields: HeaderFields, salt: Uint8Array, headerKey: Uint8Array): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint32(64, MAGIC);
  view.setUint16(68, HEADER_VERSION);
  view.setUint16(70, LEAST_PROGRAM);
  view.setBigUint64(100, BigInt(fields.payloadBytes));
  view.setBigUint64(108, BigInt(fields.payloadOffset));
  view.setBigUint64(116, BigInt(fields.payloadBytes));
  view.setUint32(128, fields.sectorBytes);
  header.set(fields.key, 256);
  view.setUint32(72, crc32(header.subarray(256)));
  view.setUint32(252, crc32(header.subarray(64, 252)));
  // One data unit of 448 bytes with number 0.
  new XtsCipher(headerKey, ENCRYPTED_BYTES).encrypt(header.subarray(SALT_BYTES), 0n);
  header.set(salt, 0);
  return header;
}

/** Null when this key does not open it. */
export function decodeHeader(encrypted: Uint8Array, headerKey: Uint8Array): HeaderFields | null {
  const header = new Uint8Array(encrypted);
  new XtsCipher(headerKey, ENCRYPTED_BYTES).decrypt(header.subarray(SALT_BYTES), 0n);
  const view = new DataView(header.buffer, header.byteOffset, HEADER_BYTES);
  if (view.getUint32(64) !== MAGIC) return null;
  if (view.getUint32(252) !== crc32(header.subarray(64, 252))) return null;
  if (view.getUint32(72) !== crc32(header.subarray(256))) return null;
  return {
    payloadOffset: Number(view.getBigUint64(108)),
    payloadBytes: Number(view.getBigUint64(116)),
    sectorBytes: view.getUint32(128),
    key: header.slice(256, 256 + XTS_KEY_BYTES),
    otherLayout: (view.getUint32(124) & FLAGS_OF_OTHER_LAYOUTS) !== 0,
  };
}

/** Number of the data unit at an offset of the file. */
export function unitAt(offset: number): bigint {
  return BigInt(offset) / BigInt(XTS_UNIT_BYTES);
}
