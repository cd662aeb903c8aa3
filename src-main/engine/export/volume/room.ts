/** Whether a target can take a volume, asked before anything is written. */
import { lstat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { IoError, isErrnoException, RefusedError } from '../../lib/index.ts';

/** FAT12, FAT16 and FAT32: MSDOS_SUPER_MAGIC of Linux's magic.h. Their files end at 4 GiB less one byte. */
const FAT_MAGIC = 0x4d44;
const FAT_FILE_BYTES_MAX = 2 ** 32 - 1;

/** Throws `volume.target-exists`, `volume.no-room`, `volume.file-too-large`; `IoError` when the folder is not there. */
export async function mustTakeVolume(target: string, sizeBytes: number): Promise<void> {
  await mustNotExist(target);
  const folder = dirname(target);
  const { bavail, bsize, type } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes < sizeBytes) throw new IoError('volume.no-room', { folder, neededBytes: sizeBytes, freeBytes });
  if (type === FAT_MAGIC && sizeBytes > FAT_FILE_BYTES_MAX) {
    throw new RefusedError('volume.file-too-large', { folder, sizeBytes });
  }
}

async function mustNotExist(target: string): Promise<void> {
  try {
    await lstat(target);
  } catch (error) {
    if (isErrnoException(error) && error.code === 'ENOENT') return;
    throw error;
  }
  throw new RefusedError('volume.target-exists', { path: target });
}
