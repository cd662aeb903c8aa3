/**
 * The Merkle tree over the entries (RFC 9162 §2.1), on the side that builds it and makes proofs from it.
 *
 * A *node* (level, position) is the root of the complete subtree over leaves [position·2^level, (position+1)·2^level);
 * level 0 are the leaf hashes. Complete nodes never change, so they are stored once and for ever. The *frontier* of a
 * tree of n leaves are the complete nodes that n's binary digits name, largest first: enough to append and to know the
 * root. Sizes are plain numbers, so no bit operators here: they would cut at 32 bits.
 */
import { createHash } from 'node:crypto';
import { BugError } from '../lib/index.ts';

export interface TreeNode {
  readonly level: number;
  readonly position: number;
  readonly hash: Uint8Array;
}

export interface NodeReader {
  node(level: number, position: number): Uint8Array;
}

/** RFC 9162 §2.1.1: SHA-256 over 0x01, left, right. */
function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update('\u0001').update(left).update(right).digest();
}

/** The frontier of a stored tree. */
export function frontierOf(size: number, nodes: NodeReader): readonly TreeNode[] {
  const frontier: TreeNode[] = [];
  let start = 0;
  while (start < size) {
    const span = largestPowerOfTwoUpTo(size - start);
    const level = Math.log2(span);
    frontier.push({ level, position: start / span, hash: nodes.node(level, start / span) });
    start += span;
  }
  return frontier;
}

/** The new frontier, and every node above the leaf that became complete. */
export function appendLeaf(
  frontier: readonly TreeNode[],
  size: number,
  leaf: Uint8Array,
): { readonly frontier: readonly TreeNode[]; readonly completed: readonly TreeNode[] } {
  const kept = [...frontier];
  const completed: TreeNode[] = [];
  let last: TreeNode = { level: 0, position: size, hash: leaf };
  for (let left = kept.at(-1); left?.level === last.level; left = kept.at(-1)) {
    kept.pop();
    last = { level: last.level + 1, position: left.position / 2, hash: nodeHash(left.hash, last.hash) };
    completed.push(last);
  }
  return { frontier: [...kept, last], completed };
}

/** Root of the tree that a frontier stands for. The empty tree's root is never asked for: entry 0 always exists. */
export function rootOf(frontier: readonly TreeNode[]): Uint8Array {
  const [last, ...larger] = [...frontier].reverse();
  if (!last) throw new BugError('bug.empty-tree');
  return larger.reduce((right, left) => nodeHash(left.hash, right), last.hash);
}

/** Root of the tree over the first `size` leaves. */
export function rootAt(size: number, nodes: NodeReader): Uint8Array {
  return rootOf(frontierOf(size, nodes));
}

/** RFC 9162 §2.1.3.1: from the leaf's sibling up to the root's child. */
export function inclusionPath(index: number, size: number, nodes: NodeReader): readonly Uint8Array[] {
  return path(0, size);

  function path(start: number, end: number): readonly Uint8Array[] {
    if (end - start === 1) return [];
    const middle = start + splitOf(end - start);
    return index < middle
      ? [...path(start, middle), rangeHash(middle, end, nodes)]
      : [...path(middle, end), rangeHash(start, middle, nodes)];
  }
}

/** RFC 9162 §2.1.4.1: that the tree of `older` leaves is the beginning of the tree of `newer`. */
export function consistencyPath(older: number, newer: number, nodes: NodeReader): readonly Uint8Array[] {
  return subproof(0, newer, true);

  function subproof(start: number, end: number, wholeOldTree: boolean): readonly Uint8Array[] {
    if (older === end) return wholeOldTree ? [] : [rangeHash(start, end, nodes)];
    const middle = start + splitOf(end - start);
    return older <= middle
      ? [...subproof(start, middle, wholeOldTree), rangeHash(middle, end, nodes)]
      : [...subproof(middle, end, false), rangeHash(start, middle, nodes)];
  }
}

/** Root over leaves [start, end), where `start` is a multiple of the power of two that covers the range. */
function rangeHash(start: number, end: number, nodes: NodeReader): Uint8Array {
  const span = end - start;
  const power = largestPowerOfTwoUpTo(span);
  if (power === span) return nodes.node(Math.log2(span), start / span);
  return nodeHash(rangeHash(start, start + power, nodes), rangeHash(start + power, end, nodes));
}

/** RFC 9162 §2.1.1: the largest power of two smaller than `span` (> 1). */
function splitOf(span: number): number {
  const power = largestPowerOfTwoUpTo(span);
  return power === span ? power / 2 : power;
}

function largestPowerOfTwoUpTo(value: number): number {
  let power = 1;
  while (power * 2 <= value) power *= 2;
  return power;
}
