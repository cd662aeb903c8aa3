/**
 * The Merkle trees of a case's sources, made from their leaves as far as a proof asks for it. The upper nodes are
 * remembered: the first proof of a large source reads all of its leaves, the next ones a block each.
 */
import { createHash } from 'node:crypto';
import type { NodeReader } from '../../oplog/index.ts';
import type { ReadDb } from '../../vault/index.ts';

export interface SourceTrees {
  of(sourceId: number): NodeReader;
}

/** Nodes over 2^10 leaves and more are kept. */
const KEPT_LEVEL = 10;

export function openSourceTrees(db: ReadDb): SourceTrees {
  const kept = new Map<string, Uint8Array>();

  /** Root of the complete subtree over leaves [first, first + 2^level). */
  function fromLeaves(sourceId: number, level: number, position: number): Uint8Array {
    const span = 2 ** level;
    const first = position * span;
    let row: Uint8Array[] = [
      ...db.iterateColumn<Uint8Array>(
        'SELECT leaf_hash FROM message WHERE source_id = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal',
        sourceId,
        first,
        first + span - 1,
      ),
    ];
    while (row.length > 1) {
      row = Array.from({ length: row.length / 2 }, (_, index) => parent(row[2 * index], row[2 * index + 1]));
    }
    return row[0] ?? new Uint8Array();
  }

  function node(sourceId: number, level: number, position: number): Uint8Array {
    if (level < KEPT_LEVEL) return fromLeaves(sourceId, level, position);
    const name = `${sourceId}/${level}/${position}`;
    const known = kept.get(name);
    if (known) return known;
    const made =
      level === KEPT_LEVEL
        ? fromLeaves(sourceId, level, position)
        : parent(node(sourceId, level - 1, 2 * position), node(sourceId, level - 1, 2 * position + 1));
    kept.set(name, made);
    return made;
  }

  return { of: (sourceId) => ({ node: (level, position) => node(sourceId, level, position) }) };
}

/** RFC 9162 §2.1.1. A leaf that is missing makes a root that nothing leads to. */
function parent(left: Uint8Array = new Uint8Array(), right: Uint8Array = new Uint8Array()): Uint8Array {
  return createHash('sha256').update('\u0001').update(left).update(right).digest();
}
