/** Whether a target can take a volume, asked before anything is written: a file that is to be, or a whole device. */
import { lstat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inspectSource } from '../../../imaging/index.ts';
import { IoError, isErrnoException, RefusedError } from '../../../lib/index.ts';

export interface TargetFacts {
  readonly path: string;
  readonly kind: 'new-file' | 'device';
  /** Free bytes for a file, all bytes of a device. */
  readonly roomBytes: number;
  /** Of a device, where the system knows them. */
  readonly model: string | null;
  readonly serial: string | null;
}

/** FAT12, FAT16 and FAT32: MSDOS_SUPER_MAGIC of Linux's magic.h. Their files end at 4 GiB less one byte. */
const FAT_MAGIC = 0x4d44;
const FAT_FILE_BYTES_MAX = 2 ** 32 - 1;
/** The formats count in sectors of 512 bytes; larger ones would need other headers. */
const SECTOR_BYTES = 512;

/**
 * Throws `volume.target-exists` for anything that is there and no block device, `volume.device-system`,
 * `volume.device-mounted`, `volume.device-read-only`, `volume.device-sectors`, and the errno error of a missing folder.
 */
export async function inspectTarget(path: string): Promise<TargetFacts> {
  const found = await lookAt(path);
  if (found === 'device') return await inspectDevice(path);
  if (found === 'other') throw new RefusedError('volume.target-exists', { path });
  const { bavail, bsize, type } = await statfs(dirname(path));
  const free = bavail * bsize;
  const roomBytes = type === FAT_MAGIC ? Math.min(free, FAT_FILE_BYTES_MAX) : free;
  return { path, kind: 'new-file', roomBytes, model: null, serial: null };
}

/** Throws `volume.no-room`. */
export function mustHaveRoom({ path, roomBytes }: TargetFacts, neededBytes: number): void {
  if (roomBytes < neededBytes) throw new IoError('volume.no-room', { path, neededBytes, roomBytes });
}

async function lookAt(path: string): Promise<'nothing' | 'device' | 'other'> {
  try {
    return (await lstat(path)).isBlockDevice() ? 'device' : 'other';
  } catch (error) {
    if (isErrnoException(error) && error.code === 'ENOENT') return 'nothing';
    throw error;
  }
}

async function inspectDevice(path: string): Promise<TargetFacts> {
  const device = await inspectSource(path);
  if (device.system) throw new RefusedError('volume.device-system', { path });
  if (device.mountedAt.length > 0) {
    throw new RefusedError('volume.device-mounted', { path, at: device.mountedAt.join(', ') });
  }
  if (device.readOnly === true) throw new RefusedError('volume.device-read-only', { path });
  const sectorBytes = device.logicalSectorBytes ?? SECTOR_BYTES;
  if (sectorBytes !== SECTOR_BYTES) throw new RefusedError('volume.device-sectors', { path, sectorBytes });
  return { path, kind: 'device', roomBytes: device.sizeBytes, model: device.model, serial: device.serial };
}
