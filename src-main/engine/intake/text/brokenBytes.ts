/** Where bytes stop making sense in an encoding, so that damage is reported with its place. */
import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../../../../src-preload/contract/sourceWords.ts';
import { isStateful, unitBytes } from './encodings.ts';

/** Index of the first byte that cannot be decoded; -1 when all can. Only for text that decodes to a U+FFFD. */
export function firstBrokenByte(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding === 'utf-8') return isUtf8(bytes) ? -1 : scanUtf8(bytes).firstInvalid;
  if (isStateful(encoding) || unitBytes(encoding) === 4) return -1;
  let low = 0;
  let high = bytes.length + 1;
  // The longest prefix that decodes: what decodes as a beginning stays decodable when cut shorter.
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (decodes(bytes.subarray(0, middle), encoding, middle < bytes.length)) low = middle;
    else high = middle;
  }
  return low === bytes.length ? -1 : low;
}

function decodes(bytes: Uint8Array, encoding: Encoding, stream: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

export interface Utf8Scan {
  readonly firstInvalid: number;
  readonly invalid: number;
  /** Characters of more than one byte that are well-formed. */
  readonly multiByte: number;
  /** Bytes at the end that may be the beginning of a character. */
  readonly unfinished: number;
}

/** Well-formedness by Unicode 15, table 3-7. Each ill-formed byte counts once. */
export function scanUtf8(bytes: Uint8Array): Utf8Scan {
  let firstInvalid = -1;
  let invalid = 0;
  let multiByte = 0;
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      i += 1;
      continue;
    }
    const need =
      lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    let good = need > 0 ? 1 : 0;
    while (good > 0 && good <= need && i + good < bytes.length && continues(bytes[i + good] ?? 0, lead, good))
      good += 1;
    if (good === need + 1) {
      multiByte += 1;
      i += good;
    } else if (good > 0 && i + good === bytes.length) {
      return { firstInvalid, invalid, multiByte, unfinished: good };
    } else {
      if (firstInvalid < 0) firstInvalid = i;
      invalid += 1;
      i += 1;
    }
  }
  return { firstInvalid, invalid, multiByte, unfinished: 0 };
}

function continues(byte: number, lead: number, position: number): boolean {
  if (position === 1) {
    if (lead === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
    if (lead === 0xed) return byte >= 0x80 && byte <= 0x9f;
    if (lead === 0xf0) return byte >= 0x90 && byte <= 0xbf;
    if (lead === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  }
  return byte >= 0x80 && byte <= 0xbf;
}
