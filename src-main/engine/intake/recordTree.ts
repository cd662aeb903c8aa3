/**
 * Root of the Merkle tree over an import's records (RFC 9162 §2.1.1), kept while they go by: a leaf is
 * SHA-256(0x00 ‖ leaf entry), a node SHA-256(0x01 ‖ left ‖ right), in the order in which the records were read.
 */
import { hash } from 'node:crypto';

const LEAF = 0;
const NODE = 1;

export class RecordTree {
  /** Roots of the complete subtrees, largest first: the binary digits of the size. */
  readonly #complete: { readonly level: number; readonly hash: Buffer }[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Returns the leaf hash, 32 bytes. */
  append(leafEntry: Buffer): Buffer {
    const prefixed = Buffer.allocUnsafe(leafEntry.length + 1);
    prefixed[0] = LEAF;
    leafEntry.copy(prefixed, 1);
    const leaf = hash('sha256', prefixed, 'buffer');
    let last: { readonly level: number; readonly hash: Buffer } = { level: 0, hash: leaf };
    for (let left = this.#complete.at(-1); left?.level === last.level; left = this.#complete.at(-1)) {
      this.#complete.pop();
      last = { level: last.level + 1, hash: nodeHash(left.hash, last.hash) };
    }
    this.#complete.push(last);
    this.#size += 1;
    return leaf;
  }

  /** Lower-case hexadecimal. The root of no records is the hash of nothing (§2.1.1). */
  root(): string {
    const [last, ...larger] = [...this.#complete].reverse();
    if (!last) return hash('sha256', Buffer.alloc(0), 'hex');
    return larger.reduce((right, left) => nodeHash(left.hash, right), last.hash).toString('hex');
  }
}

const pair = Buffer.alloc(65);

function nodeHash(left: Buffer, right: Buffer): Buffer {
  pair[0] = NODE;
  left.copy(pair, 1);
  right.copy(pair, 33);
  return hash('sha256', pair, 'buffer');
}
