/** Adler-32 (RFC 1950 §8.2, §9): the checksum of zlib streams and of every structure of an E01 image. */

const MODULUS = 65521;
/** Most bytes that can be added before the sums may leave 32 bits (RFC 1950 §9: NMAX). */
const BLOCK = 5552;

/** Unsigned 32-bit; `previous` continues an earlier sum, 1 begins one. */
export function adler32(content: Uint8Array, previous = 1): number {
  let low = previous & 0xffff;
  let high = previous >>> 16;
  let at = 0;
  while (at < content.length) {
    const end = Math.min(at + BLOCK, content.length);
    const unrolled = end - 7;
    // Eight bytes a turn: the sum of sums grows by 8·low plus the bytes weighted by how many turns they live through.
    for (; at < unrolled; at += 8) {
      const a = content[at] as number;
      const b = content[at + 1] as number;
      const c = content[at + 2] as number;
      const d = content[at + 3] as number;
      const e = content[at + 4] as number;
      const f = content[at + 5] as number;
      const g = content[at + 6] as number;
      const h = content[at + 7] as number;
      high += 8 * low + 8 * a + 7 * b + 6 * c + 5 * d + 4 * e + 3 * f + 2 * g + h;
      low += a + b + c + d + e + f + g + h;
    }
    for (; at < end; at++) {
      low += content[at] as number;
      high += low;
    }
    low %= MODULUS;
    high %= MODULUS;
  }
  return ((high << 16) | low) >>> 0;
}
