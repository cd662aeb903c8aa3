/**
 * The anti-forensic splitter of LUKS ("LUKS1 On-Disk Format Specification", §2.4): a key spread over many stripes, all of
 * which are needed to get it back, so that overwriting any of them destroys it.
 */
import { createHash, randomBytes } from 'node:crypto';

/** Longer than the key by the factor `stripes`. */
export function splitKey(key: Uint8Array, stripes: number, hash: string): Uint8Array {
  const split = new Uint8Array(key.length * stripes);
  split.set(randomBytes(key.length * (stripes - 1)));
  const mixed = mix(split, key.length, stripes, hash);
  split.set(xor(mixed, key), key.length * (stripes - 1));
  return split;
}

/** The inverse. */
export function mergeKey(split: Uint8Array, keyBytes: number, stripes: number, hash: string): Uint8Array {
  const mixed = mix(split, keyBytes, stripes, hash);
  return xor(mixed, split.subarray(keyBytes * (stripes - 1), keyBytes * stripes));
}

/** All stripes but the last, each XORed in and diffused. */
function mix(split: Uint8Array, keyBytes: number, stripes: number, hash: string): Uint8Array {
  let mixed: Uint8Array = new Uint8Array(keyBytes);
  for (let stripe = 0; stripe < stripes - 1; stripe += 1) {
    mixed = diffuse(xor(mixed, split.subarray(stripe * keyBytes, (stripe + 1) * keyBytes)), hash);
  }
  return mixed;
}

/** Each piece of the hash's length becomes the hash of its number (32 bits, big-endian) and itself; the last is cut. */
function diffuse(block: Uint8Array, hash: string): Uint8Array {
  const diffused = new Uint8Array(block.length);
  const number = new Uint8Array(4);
  const view = new DataView(number.buffer);
  for (let at = 0, piece = 0; at < block.length; piece += 1) {
    view.setUint32(0, piece);
    const hashing = createHash(hash).update(number);
    const digestBytes = DIGEST_BYTES[hash] as number;
    const digest = hashing.update(block.subarray(at, at + digestBytes)).digest();
    diffused.set(digest.subarray(0, block.length - at), at);
    at += digestBytes;
  }
  return diffused;
}

const DIGEST_BYTES: Readonly<Record<string, number>> = { sha1: 20, sha256: 32, sha512: 64 };

/** Whether a header's hash can be used here. */
export function knowsHash(hash: string): boolean {
  return hash in DIGEST_BYTES;
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ (b[index] as number));
}
