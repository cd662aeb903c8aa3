/**
 * The Merkle tree on the side that checks (RFC 9162 §2.1): recomputes roots from leaves, and verifies proofs with the
 * algorithms of §2.1.3.2 and §2.1.4.2. Written apart from `../merkle.ts`, so that one mistake cannot hide another.
 */
import { createHash } from 'node:crypto';
import { equalBytes } from '../../lib/index.ts';

export function hashLeaf(entry: Uint8Array): Uint8Array {
  return createHash('sha256').update(Uint8Array.of(0x00)).update(entry).digest();
}

function hashChildren(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(Uint8Array.of(0x01)).update(left).update(right).digest();
}

export interface TreeAccumulator {
  /** Calls `completed` for every inner node that this leaf completes. */
  add(leaf: Uint8Array, completed?: (level: number, position: number, hash: Uint8Array) => void): void;
  size(): number;
  /** Root over the leaves so far; null for none. */
  root(): Uint8Array | null;
}

/** Keeps one pending hash a level, like the digits of a binary counter. */
export function accumulateTree(): TreeAccumulator {
  const pending: (Uint8Array | null)[] = [];
  let leaves = 0;
  return {
    size: () => leaves,
    add(leaf, completed) {
      let carry = leaf;
      let position = leaves;
      let level = 0;
      for (let left = pending[level]; left; left = pending[level]) {
        pending[level] = null;
        carry = hashChildren(left, carry);
        level += 1;
        position = (position - 1) / 2;
        completed?.(level, position, carry);
      }
      pending[level] = carry;
      leaves += 1;
    },
    root() {
      let root: Uint8Array | null = null;
      for (const hash of pending) {
        if (hash) root = root ? hashChildren(hash, root) : hash;
      }
      return root;
    },
  };
}

/** RFC 9162 §2.1.3.2. */
export function inclusionHolds(
  index: number,
  size: number,
  leaf: Uint8Array,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!areSizes(index, size) || index >= size || leaf.length !== 32) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      hash = hashChildren(sibling, hash);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = hashChildren(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equalBytes(hash, root);
}

/** RFC 9162 §2.1.4.2; every tree extends itself, and nothing is said of the empty one. */
export function consistencyHolds(
  older: number,
  newer: number,
  path: readonly Uint8Array[],
  olderRoot: Uint8Array,
  newerRoot: Uint8Array,
): boolean {
  if (!areSizes(older, newer) || older < 1 || older > newer) return false;
  if (older === newer) return path.length === 0 && equalBytes(olderRoot, newerRoot);
  const [first, ...rest] = isPowerOfTwo(older) ? [olderRoot, ...path] : path;
  if (!first || path.length === 0) return false;
  let fn = older - 1;
  let sn = newer - 1;
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let olderHash = first;
  let newerHash = first;
  for (const sibling of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      olderHash = hashChildren(sibling, olderHash);
      newerHash = hashChildren(sibling, newerHash);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      newerHash = hashChildren(newerHash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equalBytes(olderHash, olderRoot) && equalBytes(newerHash, newerRoot);
}

function areSizes(...values: readonly number[]): boolean {
  return values.every((value) => Number.isSafeInteger(value) && value >= 0);
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value)) && 2 ** Math.log2(value) === value;
}
