/**
 * Digests of what streams by. SHA-256 is the runtime's own; SM3 (GB/T 32905-2016) of a stream is WebAssembly of our
 * own, because the BoringSSL inside Electron has none; `sm3` is for short texts.
 */
import { createHash } from 'node:crypto';
import { type Sha256Hex, sha256Hex } from './brands.ts';
import { sm3Stream } from './sm3Stream.ts';

/** Takes bytes in order and gives one digest, once, as lower-case hexadecimal. */
export interface RunningDigest {
  update(bytes: Uint8Array): void;
  hex(): string;
}

export function sha256Of(...parts: readonly (Uint8Array | string)[]): Sha256Hex {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return sha256Hex(hash.digest('hex'));
}

export function runningSm3(): RunningDigest {
  return sm3Stream();
}
