/**
 * Reading a volume. Nothing on it is believed before it is checked; what is wrong with one entry becomes a finding and
 * the others stay readable; only a volume without a valid boot region is refused.
 */
import { EvidenceError } from '../../../lib/index.ts';
import type { ByteSource } from '../byteSource.ts';
import { bootSectorBytes, decodeBootRegion } from './bootRegion.ts';
import type { ExfatFinding, ExfatVolume } from './found.ts';
import { BOOT_REGION_SECTORS, type Geometry } from './geometry.ts';
import { walkTree } from './walk.ts';

/** Throws `exfat.not-exfat`, `exfat.boot-damaged`; anything less is a finding. */
export async function openExfat(source: ByteSource): Promise<ExfatVolume> {
  const { geometry, findings } = await readGeometry(source);
  const declared = geometry.volumeLength * geometry.sectorBytes;
  if (declared > source.sizeBytes) {
    findings.push({ code: 'exfat.truncated', details: { declared, sizeBytes: source.sizeBytes } });
  }
  return await walkTree(source, geometry, findings);
}

async function readGeometry(source: ByteSource): Promise<{ geometry: Geometry; findings: ExfatFinding[] }> {
  if (source.sizeBytes < 2 * BOOT_REGION_SECTORS * 512) throw new EvidenceError('exfat.not-exfat', {});
  const geometryAt = async (offset: number, sectorBytes: number): Promise<Geometry | null> => {
    const bytes = BOOT_REGION_SECTORS * sectorBytes;
    if (offset + bytes > source.sizeBytes) return null;
    const region = new Uint8Array(await source.read(offset, bytes));
    return bootSectorBytes(region) === sectorBytes ? (decodeBootRegion(region, sectorBytes)?.geometry ?? null) : null;
  };
  const claimed = bootSectorBytes(new Uint8Array(await source.read(0, 512)));
  const main = claimed === null ? null : await geometryAt(0, claimed);
  // A damaged main boot sector cannot be asked for the sector size, so the backup is looked for at each (§3.1.14).
  for (const sectorBytes of [512, 1024, 2048, 4096]) {
    const backup = await geometryAt(BOOT_REGION_SECTORS * sectorBytes, sectorBytes);
    if (backup === null || (main !== null && main.sectorBytes !== sectorBytes)) continue;
    return main === null
      ? { geometry: backup, findings: [{ code: 'exfat.main-boot-damaged', details: {} }] }
      : { geometry: main, findings: [] };
  }
  if (main !== null) return { geometry: main, findings: [{ code: 'exfat.backup-boot-damaged', details: {} }] };
  throw new EvidenceError(claimed === null ? 'exfat.not-exfat' : 'exfat.boot-damaged', {});
}
