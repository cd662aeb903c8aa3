/** Hash streams, and which worker computes which. SHA-256 and SM3 are integrity values; MD5 and SHA-1 compare only. */
import { createHash } from 'node:crypto';
import type { HASH_NAMES } from '../../../../src-preload/contract/index.ts';
import { type RunningDigest, runningSm3 } from '../../lib/index.ts';

export type HashName = (typeof HASH_NAMES)[number];
/** Lower-case hexadecimal by name; only what was asked for. */
export type Hashes = { readonly [name in HashName]?: string };

export interface HashStream extends RunningDigest {
  /** The digest of what has come so far, without ending the stream; null where the stream cannot tell. */
  soFar(): string | null;
}

export function createHashStream(name: HashName): HashStream {
  if (name === 'sm3') return { ...runningSm3(), soFar: () => null };
  const hash = createHash(name);
  return {
    update: (bytes) => void hash.update(bytes),
    hex: () => hash.digest('hex'),
    soFar: () => hash.copy().digest('hex'),
  };
}

/** Hashes that can tell how far they are, the best first: one of them marks the windows of an acquisition. */
const MARKING: readonly HashName[] = ['sha256', 'sha1', 'md5'];

export function markingHash(names: readonly HashName[]): HashName | null {
  return MARKING.find((name) => names.includes(name)) ?? null;
}

/** Time a byte costs, relative to MD5, measured on x86-64 with SHA extensions. */
const COST: Readonly<Record<HashName, number>> = { sm3: 2.8, md5: 1, sha1: 0.42, sha256: 0.44 };

/**
 * The dearest hash first, each to the worker with the least to do: SM3 and MD5 get a worker of their own, SHA-1 and
 * SHA-256 share what is left. A hash is never split, so the dearest one alone bounds the pass.
 */
export function placeHashes(names: readonly HashName[], workers: number): HashName[][] {
  const places = Array.from({ length: workers }, () => ({ names: [] as HashName[], cost: 0 }));
  for (const name of [...new Set(names)].sort((a, b) => COST[b] - COST[a])) {
    const place = places.reduce((least, other) => (other.cost < least.cost ? other : least));
    place.names.push(name);
    place.cost += COST[name];
  }
  return places.map((place) => place.names);
}
