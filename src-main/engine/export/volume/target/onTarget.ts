/**
 * A target from opening to the end of the work on it.
 *
 * A file is written under a temporary name and gets its own only when the work is done. A device has no name to give:
 * both its ends are wiped first, so that nothing older answers for it, and wiped again when the work fails, so that
 * nothing unfinished does.
 */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rm } from 'node:fs/promises';
import { inspectSource } from '../../../imaging/index.ts';
import { createFileAtomically, isErrnoException, RefusedError } from '../../../lib/index.ts';
import type { TargetFacts } from './inspect.ts';
import { mediumError, VolumeTarget } from './volumeTarget.ts';

/** Covers partition tables, every common file system's signature, and the headers of both volume formats. */
const WIPED_BYTES = 1 << 20;

/** `readPath` is where to read back from while the work is under way. Throws what `work` throws. */
export async function onTarget(
  facts: TargetFacts,
  work: (target: VolumeTarget, readPath: string) => Promise<void>,
): Promise<void> {
  if (facts.kind === 'device') {
    await onDevice(facts, work);
    return;
  }
  await createFileAtomically(facts.path, { existing: 'refuse' }, (file, temporary) =>
    work(new VolumeTarget(facts.path, file), temporary),
  );
}

/** Takes a sealed volume back: a file is removed, a device loses what makes it a volume. */
export async function discardVolume(path: string): Promise<void> {
  if (!(await lstat(path)).isBlockDevice()) {
    await rm(path);
    return;
  }
  const { sizeBytes } = await inspectSource(path);
  const file = await openAlone(path);
  try {
    await wipeEnds(new VolumeTarget(path, file), sizeBytes);
  } finally {
    await file.close();
  }
}

async function onDevice(
  facts: TargetFacts,
  work: (target: VolumeTarget, readPath: string) => Promise<void>,
): Promise<void> {
  const file = await openAlone(facts.path);
  try {
    const target = new VolumeTarget(facts.path, file);
    await wipeEnds(target, facts.roomBytes);
    try {
      await work(target, facts.path);
    } catch (error) {
      // A device that has gone cannot be wiped either; the first error is the one to tell.
      await wipeEnds(target, facts.roomBytes).catch(() => undefined);
      throw error;
    }
  } finally {
    await file.close();
  }
}

/** Linux grants O_EXCL on a block device only while nobody has mounted it or holds it the same way (open(2)). */
async function openAlone(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_WRONLY | constants.O_EXCL);
  } catch (error) {
    if (isErrnoException(error) && error.code === 'EBUSY') throw new RefusedError('volume.device-busy', { path });
    throw mediumError(path, error);
  }
}

async function wipeEnds(target: VolumeTarget, sizeBytes: number): Promise<void> {
  const zeros = new Uint8Array(Math.min(WIPED_BYTES, sizeBytes));
  await target.write(zeros, 0);
  await target.write(zeros, sizeBytes - zeros.length);
  await target.sync();
}
