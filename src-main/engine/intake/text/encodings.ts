/**
 * How bytes of each encoding become text.
 *
 * All but UTF-16 and UTF-32 keep ASCII bytes for ASCII characters at line ends, commas and quotation marks, so a
 * file is cut into lines and rows before it is decoded, and every piece knows its byte range.
 */
import type { Encoding } from '../../../../src-preload/contract/sourceWords.ts';

/** Bytes of one code unit; files of 2 and 4 are turned into UTF-8 on the way (`transcode.ts`). */
export function unitBytes(encoding: Encoding): 1 | 2 | 4 {
  return encoding.startsWith('utf-16') ? 2 : encoding.startsWith('utf-32') ? 4 : 1;
}

/** Encodings whose second byte may look like `\`, `{` or `|`: a scanner must step over it. */
export function hasTrailBytes(encoding: Encoding): boolean {
  return encoding === 'gb18030' || encoding === 'big5' || encoding === 'shift_jis';
}

/** Encodings that switch sets by escape sequences and start each line anew; rows and JSON are not read in them. */
export function isStateful(encoding: Encoding): boolean {
  return encoding === 'hz' || encoding === 'iso-2022-jp' || encoding === 'iso-2022-kr';
}

/** Decodes a range; what cannot be decoded becomes U+FFFD, to be located with `brokenBytes`. */
export type Decode = (bytes: Buffer, start: number, end: number) => string;

export function decoderOf(encoding: Encoding): Decode {
  if (encoding === 'utf-8') return (bytes, start, end) => bytes.toString('utf8', start, end);
  if (encoding === 'hz') return (bytes, start, end) => decodeShifted(bytes.subarray(start, end), HZ);
  if (encoding === 'iso-2022-kr') return (bytes, start, end) => decodeShifted(bytes.subarray(start, end), ISO_2022_KR);
  if (unitBytes(encoding) === 4) return (bytes, start, end) => decodeUtf32(bytes, start, end, encoding === 'utf-32le');
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes, start, end) => decoder.decode(bytes.subarray(start, end));
}

interface ShiftedSet {
  readonly enter: readonly number[];
  readonly leave: readonly number[];
  /** Characters of the set are pairs of 7-bit bytes; with the high bits set they are those of this encoding. */
  readonly encoding: string;
}

/** RFC 1843: `~{` … `~}` around GB 2312 pairs; `~~` is a tilde. */
const HZ: ShiftedSet = { enter: [0x7e, 0x7b], leave: [0x7e, 0x7d], encoding: 'gb18030' };
/** RFC 1557: SO … SI around KS X 1001 pairs. */
const ISO_2022_KR: ShiftedSet = { enter: [0x0e], leave: [0x0f], encoding: 'euc-kr' };

function decodeShifted(bytes: Buffer, set: ShiftedSet): string {
  const unshifted: number[] = [];
  let shifted = false;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] ?? 0;
    const mark = shifted ? set.leave : set.enter;
    if (mark.every((expected, k) => bytes[i + k] === expected)) {
      shifted = !shifted;
      i += mark.length;
    } else if (set === HZ && !shifted && byte === 0x7e && bytes[i + 1] === 0x7e) {
      unshifted.push(0x7e);
      i += 2;
    } else if (set === ISO_2022_KR && bytes.toString('latin1', i, i + 4) === '\u001b$)C') {
      i += 4;
    } else {
      // A line end closes the set (RFC 1843 §2), whatever a writer forgot.
      if (byte === 0x0a) shifted = false;
      unshifted.push(shifted ? byte | 0x80 : byte);
      i += 1;
    }
  }
  return new TextDecoder(set.encoding, { ignoreBOM: true }).decode(Uint8Array.from(unshifted));
}

function decodeUtf32(bytes: Buffer, start: number, end: number, littleEndian: boolean): string {
  let text = '';
  for (let i = start; i + 4 <= end; i += 4) {
    const point = littleEndian ? bytes.readUInt32LE(i) : bytes.readUInt32BE(i);
    text += point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? '\ufffd' : String.fromCodePoint(point);
  }
  return (end - start) % 4 === 0 ? text : `${text}\ufffd`;
}
