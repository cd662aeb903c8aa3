/** Which clusters something occupies: one contiguous run, or a chain through the FAT (specification §4.1, §6.3.4.2). */
import { EvidenceError } from '../../../lib/index.ts';
import type { ByteSource } from '../byteSource.ts';
import type { Allocation } from './directoryEntry.ts';
import { END_OF_CHAIN, FIRST_CLUSTER, FOLDER_BYTES_MAX, type Geometry } from './geometry.ts';

/** Neighbouring clusters. */
export interface Run {
  readonly first: number;
  readonly count: number;
}

/** Chains are walked in windows of this many FAT entries. */
const WINDOW_ENTRIES = 16384;

export class ClusterChains {
  readonly #source: ByteSource;
  readonly #geometry: Geometry;
  #windowStart = -1;
  #window = new DataView(new ArrayBuffer(0));

  constructor(source: ByteSource, geometry: Geometry) {
    this.#source = source;
    this.#geometry = geometry;
  }

  /**
   * Runs that hold the allocation, in order. `clusters` null: up to the end of the chain, as for the root directory,
   * which may be as large as any other (§7.6.7). Throws `exfat.chain-broken` for a cluster outside the heap, a loop, a chain too short.
   */
  async *runs(allocation: Allocation, clusters: number | null, path: string): AsyncGenerator<Run> {
    if (clusters === 0) return;
    if (allocation.contiguous && clusters !== null) {
      this.#mustExist(allocation.firstCluster, path);
      this.#mustExist(allocation.firstCluster + clusters - 1, path);
      yield { first: allocation.firstCluster, count: clusters };
      return;
    }
    const most = clusters ?? Math.ceil(FOLDER_BYTES_MAX / this.#geometry.clusterBytes);
    let first = allocation.firstCluster;
    let count = 0;
    for (let cluster = first, walked = 1; ; walked += 1) {
      this.#mustExist(cluster, path);
      if (cluster !== first + count) {
        yield { first, count };
        first = cluster;
        count = 0;
      }
      count += 1;
      const next = await this.#next(cluster);
      const ends = next === END_OF_CHAIN;
      if (ends && (clusters === null || walked === clusters)) break;
      // Too short, or longer than its size: a chain that runs in a circle is stopped here too.
      if (ends || walked === most) throw broken(path, cluster, next);
      cluster = next;
    }
    yield { first, count };
  }

  async #next(cluster: number): Promise<number> {
    const start = Math.floor(cluster / WINDOW_ENTRIES) * WINDOW_ENTRIES;
    if (start !== this.#windowStart) {
      const entries = Math.min(WINDOW_ENTRIES, this.#geometry.clusterCount + FIRST_CLUSTER - start);
      const offset = this.#geometry.fatOffset * this.#geometry.sectorBytes + start * 4;
      const copy = new Uint8Array(await this.#source.read(offset, entries * 4));
      this.#window = new DataView(copy.buffer);
      this.#windowStart = start;
    }
    return this.#window.getUint32((cluster - start) * 4, true);
  }

  #mustExist(cluster: number, path: string): void {
    if (cluster < FIRST_CLUSTER || cluster > this.#geometry.clusterCount + 1) throw broken(path, cluster, cluster);
  }
}

function broken(path: string, cluster: number, next: number): EvidenceError {
  return new EvidenceError('exfat.chain-broken', { path: path === '' ? '/' : path, cluster, next });
}
