/** Bytes of a file in a tree taken in pieces of any length, from one place on. */
import { EvidenceError } from '../../lib/index.ts';
import type { ReadableTree } from '../tree.ts';

export class ByteSequence {
  readonly #path: string;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest = new Uint8Array(0);

  constructor(tree: ReadableTree, path: string, from: number) {
    this.#path = path;
    this.#chunks = tree.read(path, from)[Symbol.asyncIterator]();
  }

  /** Exactly `length` bytes, a copy; throws `verify.image-cut` when the file ends before. */
  async take(length: number): Promise<Uint8Array> {
    const taken = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (this.#rest.length === 0) {
        const next = await this.#chunks.next();
        if (next.done) throw new EvidenceError('verify.image-cut', { path: this.#path });
        this.#rest = Uint8Array.from(next.value);
      }
      const part = this.#rest.subarray(0, length - filled);
      taken.set(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return taken;
  }

  /** Stops reading. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

export async function readRange(tree: ReadableTree, path: string, from: number, length: number): Promise<Uint8Array> {
  const sequence = new ByteSequence(tree, path, from);
  try {
    return await sequence.take(length);
  } finally {
    await sequence.close();
  }
}
