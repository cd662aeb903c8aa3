/**
 * Whether a volume is whole: what opening it found, and that every cluster in use belongs to exactly one thing and is
 * marked in the allocation bitmap (specification §7.1.5). Content is not judged: that is for the hashes of the package.
 */
import { EvidenceError } from '../../../lib/index.ts';
import type { ByteSource } from '../byteSource.ts';
import { ClusterChains, type Run } from './chain.ts';
import { readExfatFile } from './content.ts';
import type { Allocation } from './directoryEntry.ts';
import type { ExfatFinding, ExfatVolume } from './found.ts';
import { clustersFor, FIRST_CLUSTER } from './geometry.ts';

/** Findings of opening come first; an empty list means whole. */
export async function checkExfat(source: ByteSource, volume: ExfatVolume): Promise<readonly ExfatFinding[]> {
  const findings = [...volume.findings];
  // Without all its clusters there is nothing to compare the bitmap with.
  if (volume.bitmap === null || findings.some(({ code }) => code === 'exfat.truncated')) return findings;
  const used = new ClusterSet(volume.geometry.clusterCount);
  const chains = new ClusterChains(source, volume.geometry);
  const claim = async (path: string, allocation: Allocation, clusters: number | null): Promise<void> => {
    try {
      for await (const run of chains.runs(allocation, clusters, path)) {
        const shared = used.add(run);
        if (shared !== null) findings.push({ code: 'exfat.cluster-twice', details: { path, cluster: shared } });
      }
    } catch (error) {
      if (!(error instanceof EvidenceError)) throw error;
      // Opening has already told of folders; of files it follows no chain.
      if (!findings.some(({ details }) => details.path === path)) {
        findings.push({ code: error.code, details: error.details });
      }
    }
  };
  const root = { firstCluster: volume.geometry.rootCluster, bytes: 0, contiguous: false };
  const clustersOf = (allocation: Allocation): number => clustersFor(allocation.bytes, volume.geometry.clusterBytes);
  await claim('/', root, null);
  await claim('$ALLOC_BITMAP', volume.bitmap, clustersOf(volume.bitmap));
  if (volume.upcaseTable !== null) await claim('$UPCASE_TABLE', volume.upcaseTable, clustersOf(volume.upcaseTable));
  for (const { path, allocation } of volume.entries) await claim(path, allocation, clustersOf(allocation));
  await compareBitmap(source, volume, volume.bitmap, used, findings);
  return findings;
}

async function compareBitmap(
  source: ByteSource,
  volume: ExfatVolume,
  bitmap: Allocation,
  used: ClusterSet,
  findings: ExfatFinding[],
): Promise<void> {
  const bytes = Math.ceil(volume.geometry.clusterCount / 8);
  if (bitmap.bytes !== bytes) {
    findings.push({ code: 'exfat.bitmap-size-wrong', details: { expected: bytes, found: bitmap.bytes } });
    return;
  }
  let at = 0;
  let different = 0;
  const content = { path: '$ALLOC_BITMAP', allocation: bitmap, validBytes: bytes };
  try {
    for await (const part of readExfatFile(source, volume.geometry, content)) {
      for (const byte of part) different += bitCount(byte ^ (used.bits[at++] as number));
    }
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    findings.push({ code: error.code, details: error.details });
    return;
  }
  if (different > 0) findings.push({ code: 'exfat.bitmap-wrong', details: { clusters: different } });
}

/** One bit a cluster, as the allocation bitmap has them. */
class ClusterSet {
  readonly bits: Uint8Array;

  constructor(clusterCount: number) {
    this.bits = new Uint8Array(Math.ceil(clusterCount / 8));
  }

  /** The first cluster that was in the set before, or null. */
  add({ first, count }: Run): number | null {
    let shared: number | null = null;
    for (let index = first - FIRST_CLUSTER; index < first - FIRST_CLUSTER + count; index += 1) {
      const mask = 1 << (index & 7);
      const byte = this.bits[index >>> 3] as number;
      if ((byte & mask) !== 0) shared ??= index + FIRST_CLUSTER;
      this.bits[index >>> 3] = byte | mask;
    }
    return shared;
  }
}

function bitCount(byte: number): number {
  let count = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
