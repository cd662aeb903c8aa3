/** The entries of one directory, gathered into sets: a primary entry and its secondary entries (specification §6.3, §6.4). */
import { EvidenceError } from '../../../lib/index.ts';
import type { ByteSource } from '../byteSource.ts';
import type { ClusterChains } from './chain.ts';
import { type Allocation, ENTRY_BYTES, ENTRY_TYPE } from './directoryEntry.ts';
import { clusterOffset, clustersFor, FOLDER_BYTES_MAX, type Geometry } from './geometry.ts';

export interface EntrySet {
  readonly bytes: Uint8Array;
  /** Of its first entry in the volume, bytes. */
  readonly offset: number;
}

/**
 * Sets up to the end-of-directory marker; one that is cut short comes as short as it is, and a secondary entry without
 * a primary as a set of its own. The root directory's allocation says 0 bytes: its chain alone tells where it ends.
 * Throws `exfat.chain-broken`, `exfat.folder-too-large`.
 */
export async function* entrySets(
  source: ByteSource,
  geometry: Geometry,
  chains: ClusterChains,
  folder: { readonly path: string; readonly allocation: Allocation },
): AsyncGenerator<EntrySet> {
  let set: Uint8Array[] = [];
  let setOffset = 0;
  let missing = 0;
  const gathered = (): EntrySet => ({ bytes: new Uint8Array(Buffer.concat(set)), offset: setOffset });
  for await (const { entry, offset } of entriesOf(source, geometry, chains, folder)) {
    const type = entry[0] as number;
    const isSecondary = type >= 0xc0;
    if (missing > 0 && isSecondary) {
      set.push(entry);
      missing -= 1;
    } else {
      if (missing > 0) yield gathered();
      // 01h to 7Fh: an unused entry, its content undefined (§6.2.1).
      if (type < 0x80) {
        missing = 0;
        continue;
      }
      set = [entry];
      setOffset = offset;
      missing = secondaryCount(entry);
    }
    if (missing === 0) yield gathered();
  }
  if (missing > 0) yield gathered();
}

/** Bitmap, up-case table and label stand alone and use the byte otherwise (§6.3.2). */
function secondaryCount(entry: Uint8Array): number {
  const type = entry[0] as number;
  const standsAlone = type < ENTRY_TYPE.file || type >= 0xc0;
  return standsAlone ? 0 : (entry[1] as number);
}

async function* entriesOf(
  source: ByteSource,
  geometry: Geometry,
  chains: ClusterChains,
  { path, allocation }: { readonly path: string; readonly allocation: Allocation },
): AsyncGenerator<{ entry: Uint8Array; offset: number }> {
  if (allocation.bytes > FOLDER_BYTES_MAX) throw new EvidenceError('exfat.folder-too-large', { path });
  const clusters = path === '' ? null : clustersFor(allocation.bytes, geometry.clusterBytes);
  const readBytes = Math.min(geometry.clusterBytes, 1 << 20);
  for await (const run of chains.runs(allocation, clusters, path)) {
    const end = clusterOffset(geometry, run.first + run.count);
    for (let offset = clusterOffset(geometry, run.first); offset < end; offset += readBytes) {
      const block = new Uint8Array(await source.read(offset, readBytes));
      for (let at = 0; at < block.length; at += ENTRY_BYTES) {
        if (block[at] === ENTRY_TYPE.endOfDirectory) return;
        yield { entry: block.subarray(at, at + ENTRY_BYTES), offset: offset + at };
      }
    }
  }
}
