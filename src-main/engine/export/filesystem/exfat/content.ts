/** The bytes of one file, run by run. */
import type { ByteSource } from '../byteSource.ts';
import { ClusterChains } from './chain.ts';
import type { ExfatEntry } from './found.ts';
import { clusterOffset, clustersFor, type Geometry } from './geometry.ts';

/** Most that is read at once, bytes. */
const READ_BYTES = 1 << 20;

/**
 * The content of one file in order, from byte `from`; throws `exfat.chain-broken` where its clusters cannot be followed.
 */
export async function* readExfatFile(
  source: ByteSource,
  geometry: Geometry,
  entry: Pick<ExfatEntry, 'path' | 'allocation' | 'validBytes'>,
  from = 0,
): AsyncGenerator<Uint8Array, void> {
  const { allocation, validBytes, path } = entry;
  const chains = new ClusterChains(source, geometry);
  let start = 0;
  for await (const run of chains.runs(allocation, clustersFor(allocation.bytes, geometry.clusterBytes), path)) {
    const end = Math.min(start + run.count * geometry.clusterBytes, allocation.bytes);
    for (let at = Math.max(start, from); at < end; ) {
      const length = Math.min(READ_BYTES, end - at);
      const written = Math.min(length, Math.max(0, validBytes - at));
      if (written > 0) yield await source.read(clusterOffset(geometry, run.first) + at - start, written);
      if (written < length) yield new Uint8Array(length - written);
      at += length;
    }
    start = end;
  }
}
