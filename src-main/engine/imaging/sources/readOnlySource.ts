/** A source of evidence as the rest of the engine sees it: bytes at offsets. There is no way to write in this type. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { asSealbenchError, EvidenceError, IoError, isErrnoException, RefusedError } from '../../lib/index.ts';
import { type BlockDevice, blockDeviceOf } from './blockDevices.ts';

export interface ReadOnlySource {
  readonly path: string;
  /** Size when it was opened, in bytes. */
  readonly sizeBytes: number;
  /** Smallest unit that the medium reads, in bytes: what a read error is narrowed down to. */
  readonly sectorBytes: number;
  /** Another one when the source was written to or exchanged: size with modification time or serial number. */
  readonly stamp: string;
  /** Reads into the whole of `target` unless the source ends before; returns the bytes read. Throws the errno error. */
  read(target: Uint8Array, offset: number): Promise<number>;
  /** Throws `EvidenceError('source.changed')` when size or modification time are not what they were on opening. */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
}

/** Files have no sectors; an image counts in these all the same. */
export const FILE_SECTOR_BYTES = 512;

/**
 * Opens a regular file or a block device with O_RDONLY, without touching its access time where the system allows.
 * A path as bytes may be one that is no text. Throws `IoError` when it cannot be opened, `RefusedError` when it is neither.
 */
export async function openSource(place: string | Buffer): Promise<ReadOnlySource> {
  const path = place.toString();
  const file = await openWithoutTrace(place);
  try {
    const status = await file.stat({ bigint: true });
    if (status.isFile()) return fileSource(path, file, Number(status.size), status.mtimeNs);
    if (status.isBlockDevice()) {
      const device = await blockDeviceOf(status.rdev);
      if (device === null) throw new IoError('source.size-unknown', { path });
      return deviceSource(path, file, device, status.rdev);
    }
    throw new RefusedError(status.isDirectory() ? 'source.folder' : 'source.kind', { path });
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Linux only: absent elsewhere, whatever the types say. */
const NO_ATIME: number = (constants as { readonly O_NOATIME?: number }).O_NOATIME ?? 0;

async function openWithoutTrace(place: string | Buffer): Promise<FileHandle> {
  const path = place.toString();
  // O_NOATIME is granted to the owner and to root only; others read with an access time that may move.
  const flags = [constants.O_RDONLY | NO_ATIME, constants.O_RDONLY];
  for (const flag of flags) {
    try {
      // O_NONBLOCK: opening a pipe must not wait for a writer before it can be refused.
      return await open(place, flag | constants.O_NONBLOCK);
    } catch (error) {
      const denied = isErrnoException(error) && error.code === 'EPERM';
      if (!denied || flag === constants.O_RDONLY) throw sourceError(error, path);
    }
  }
  throw new IoError('source.unreadable', { path, errno: 'EPERM' });
}

function sourceError(error: unknown, path: string): unknown {
  if (!isErrnoException(error)) return error;
  const code = error.code === 'ENOENT' ? 'source.not-found' : 'source.unreadable';
  return new IoError(code, { path, errno: error.code ?? 'UNKNOWN' }, error);
}

function fileSource(path: string, file: FileHandle, sizeBytes: number, mtimeNs: bigint): ReadOnlySource {
  return {
    path,
    sizeBytes,
    sectorBytes: FILE_SECTOR_BYTES,
    stamp: `${sizeBytes}/${mtimeNs}`,
    read: (target, offset) => readFully(file, target, offset),
    async assertUnchanged() {
      const now = await file.stat({ bigint: true });
      if (Number(now.size) === sizeBytes && now.mtimeNs === mtimeNs) return;
      throw new EvidenceError('source.changed', { path, before: sizeBytes, now: Number(now.size) });
    },
    close: () => file.close(),
  };
}

function deviceSource(path: string, file: FileHandle, opened: BlockDevice, rdev: bigint): ReadOnlySource {
  const { sizeBytes, logicalSectorBytes, serial, model } = opened;
  return {
    path,
    sizeBytes,
    sectorBytes: logicalSectorBytes ?? FILE_SECTOR_BYTES,
    stamp: `${sizeBytes}/${model ?? ''}/${serial ?? ''}`,
    read: (target, offset) => readFully(file, target, offset),
    async assertUnchanged() {
      const device = await blockDeviceOf(rdev);
      if (device === null) throw new EvidenceError('source.gone', { path });
      if (device.sizeBytes === sizeBytes) return;
      throw new EvidenceError('source.changed', { path, before: sizeBytes, now: device.sizeBytes });
    },
    close: () => file.close(),
  };
}

async function readFully(file: FileHandle, target: Uint8Array, offset: number): Promise<number> {
  let done = 0;
  while (done < target.length) {
    const { bytesRead } = await file.read(target, done, target.length - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done;
}

/** Errors after which no later sector can be read either: the medium has left. */
const GONE = new Set(['ENODEV', 'ENXIO', 'ENOMEDIUM', 'ESHUTDOWN', 'ENOTCONN', 'EBADF']);

/** What a failed read means: null for a damaged place that others can be read around, else the error that ends it. */
export function endOfSource(error: unknown, path: string): Error | null {
  if (!isErrnoException(error)) return asSealbenchError(error);
  if (GONE.has(error.code ?? '')) return new EvidenceError('source.gone', { path, errno: error.code ?? '' }, error);
  return null;
}
