/**
 * The boot region (specification §3): boot sector, 8 extended boot sectors, OEM parameters, a reserved sector, and a
 * sector full of the checksum of those eleven. Little-endian. Written twice, the second copy is the backup.
 */
import { bootChecksum } from './checksum.ts';
import { BOOT_REGION_SECTORS, CLUSTERS_MAX, FIRST_CLUSTER, type Geometry, VOLUME_BYTES_MIN } from './geometry.ts';

const JUMP_BOOT = [0xeb, 0x76, 0x90];
const FILE_SYSTEM_NAME = 'EXFAT   ';
const BOOT_SIGNATURE = 0xaa55;
const EXTENDED_BOOT_SIGNATURE = 0xaa550000;
const REVISION_1_00 = 0x0100;
const HALT_INSTRUCTION = 0xf4;

export interface BootFields {
  readonly geometry: Geometry;
  readonly serial: number;
  /** Rounded down; 255 when unknown (§3.1.18). */
  readonly percentInUse: number;
}

export function encodeBootRegion({ geometry, serial, percentInUse }: BootFields): Uint8Array {
  const { sectorBytes } = geometry;
  const region = new Uint8Array(BOOT_REGION_SECTORS * sectorBytes);
  const view = new DataView(region.buffer);
  region.set(JUMP_BOOT, 0);
  region.set(Buffer.from(FILE_SYSTEM_NAME, 'latin1'), 3);
  // PartitionOffset (64) stays 0, "ignore this field" (§3.1.4): the volume does not know where it will lie.
  view.setBigUint64(72, BigInt(geometry.volumeLength), true);
  view.setUint32(80, geometry.fatOffset, true);
  view.setUint32(84, geometry.fatLength, true);
  view.setUint32(88, geometry.heapOffset, true);
  view.setUint32(92, geometry.clusterCount, true);
  view.setUint32(96, geometry.rootCluster, true);
  view.setUint32(100, serial, true);
  view.setUint16(104, REVISION_1_00, true);
  view.setUint8(108, Math.log2(sectorBytes));
  view.setUint8(109, Math.log2(geometry.clusterBytes / sectorBytes));
  view.setUint8(110, 1);
  view.setUint8(111, 0x80);
  view.setUint8(112, percentInUse);
  region.fill(HALT_INSTRUCTION, 120, 510);
  view.setUint16(510, BOOT_SIGNATURE, true);
  for (let sector = 1; sector <= 8; sector += 1) {
    view.setUint32((sector + 1) * sectorBytes - 4, EXTENDED_BOOT_SIGNATURE, true);
  }
  const checksum = bootChecksum(region.subarray(0, 11 * sectorBytes));
  for (let at = 11 * sectorBytes; at < region.length; at += 4) view.setUint32(at, checksum, true);
  return region;
}

/** Sector size of a boot sector, or null when it is no exFAT boot sector at all. */
export function bootSectorBytes(bootSector: Uint8Array): number | null {
  const view = new DataView(bootSector.buffer, bootSector.byteOffset, 512);
  const named = Buffer.from(bootSector.subarray(3, 11)).toString('latin1') === FILE_SYSTEM_NAME;
  const shift = view.getUint8(108);
  return named && view.getUint16(510, true) === BOOT_SIGNATURE && shift >= 9 && shift <= 12 ? 2 ** shift : null;
}

/** Null when the checksum or a field is wrong; the caller then tries the backup (§3.4). */
export function decodeBootRegion(region: Uint8Array, sectorBytes: number): BootFields | null {
  const view = new DataView(region.buffer, region.byteOffset, region.length);
  const checksum = bootChecksum(region.subarray(0, 11 * sectorBytes));
  for (let at = 11 * sectorBytes; at < 12 * sectorBytes; at += 4) {
    if (view.getUint32(at, true) !== checksum) return null;
  }
  const clusterShift = view.getUint8(109);
  if (clusterShift > 25 - Math.log2(sectorBytes) || view.getUint8(105) !== 1 || view.getUint8(110) !== 1) return null;
  const geometry: Geometry = {
    sectorBytes,
    clusterBytes: sectorBytes * 2 ** clusterShift,
    volumeLength: Number(view.getBigUint64(72, true)),
    fatOffset: view.getUint32(80, true),
    fatLength: view.getUint32(84, true),
    heapOffset: view.getUint32(88, true),
    clusterCount: view.getUint32(92, true),
    rootCluster: view.getUint32(96, true),
  };
  return isConsistent(geometry)
    ? { geometry, serial: view.getUint32(100, true), percentInUse: view.getUint8(112) }
    : null;
}

/** The ranges of §3.1.5 to §3.1.10. */
function isConsistent(geometry: Geometry): boolean {
  const { sectorBytes, clusterBytes, volumeLength, fatOffset, fatLength, heapOffset, clusterCount } = geometry;
  return (
    Number.isSafeInteger(volumeLength * sectorBytes) &&
    volumeLength * sectorBytes >= VOLUME_BYTES_MIN &&
    fatOffset >= 2 * BOOT_REGION_SECTORS &&
    fatLength * sectorBytes >= (clusterCount + FIRST_CLUSTER) * 4 &&
    heapOffset >= fatOffset + fatLength &&
    clusterCount >= 1 &&
    clusterCount <= CLUSTERS_MAX &&
    heapOffset + clusterCount * (clusterBytes / sectorBytes) <= volumeLength &&
    geometry.rootCluster >= FIRST_CLUSTER &&
    geometry.rootCluster <= clusterCount + 1
  );
}
