/**
 * Where the regions of a volume lie (specification §2), in the units of the boot sector's fields.
 *
 *   0                 main boot region, 12 sectors (§3)
 *   12                backup boot region, 12 sectors
 *   fatOffset         one FAT, fatLength sectors (§4)
 *   heapOffset        cluster heap, clusterCount clusters, the first has index 2 (§5)
 *   volumeLength      end; a rest smaller than a cluster may precede it
 */
export interface Geometry {
  readonly sectorBytes: number;
  readonly clusterBytes: number;
  /** Sectors. */
  readonly volumeLength: number;
  readonly fatOffset: number;
  readonly fatLength: number;
  readonly heapOffset: number;
  readonly clusterCount: number;
  readonly rootCluster: number;
}

export const BOOT_REGION_SECTORS = 12;
export const FIRST_CLUSTER = 2;
/** The last link of a chain (§4.1.3). */
export const END_OF_CHAIN = 0xffffffff;
/** The most clusters a FAT can describe (§3.1.9). */
export const CLUSTERS_MAX = 2 ** 32 - 11;
/** The most the specification recommends (§3.1.9). */
export const CLUSTERS_RECOMMENDED = 2 ** 24 - 2;
/** The smallest volume (§3.1.5), bytes. */
export const VOLUME_BYTES_MIN = 2 ** 20;

/** The largest directory (§7.6.7), bytes. */
export const FOLDER_BYTES_MAX = 256 * 2 ** 20;

/** Byte offset of a cluster within the volume. */
export function clusterOffset(geometry: Geometry, cluster: number): number {
  return geometry.heapOffset * geometry.sectorBytes + (cluster - FIRST_CLUSTER) * geometry.clusterBytes;
}

/** Whole clusters for so many bytes. */
export function clustersFor(bytes: number, clusterBytes: number, least = 0): number {
  return Math.max(least, Math.ceil(bytes / clusterBytes));
}
