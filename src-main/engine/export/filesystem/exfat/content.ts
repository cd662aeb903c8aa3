/** The bytes of one file, run by run. */
import type { ByteSource } from '../byteSource.ts';
import { ClusterChains } from './chain.ts';
import type { ExfatEntry } from './found.ts';
import { clusterOffset, clustersFor, type Geometry } from './geometry.ts';

/** Most that is read at once, bytes. */
const READ_BYTES = 1 << 20;

/** The content of one file, in order; throws `exfat.chain-broken` where its clusters cannot be followed. */
export async function* readExfatFile(
  source: ByteSource,
  geometry: Geometry,
  entry: Pick<ExfatEntry, 'path' | 'allocation' | 'validBytes'>,
): AsyncGenerator<Uint8Array, void> {
  const { allocation, validBytes, path } = entry;
  const chains = new ClusterChains(source, geometry);
  let done = 0;
  for await (const run of chains.runs(allocation, clustersFor(allocation.bytes, geometry.clusterBytes), path)) {
    const end = Math.min(done + run.count * geometry.clusterBytes, allocation.bytes);
    for (let offset = clusterOffset(geometry, run.first); done < end; ) {
      const length = Math.min(READ_BYTES, end - done);
      const written = Math.min(length, Math.max(0, validBytes - done));
      if (written > 0) yield await source.read(offset, written);
      if (written < length) yield new Uint8Array(length - written);
      offset += length;
      done += length;
    }
  }
}
