/** One segment file under its unfinished name: written in full or with an error that names it, renamed when whole. */
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EvidenceError, IoError, isErrnoException, SealbenchError, syncFolder } from '../../lib/index.ts';

/** Until an image is whole its files end in this, so that nobody takes them for evidence. */
export const PARTIAL = '.partial';

export interface OpenSegment {
  /** Without `.partial`. */
  readonly path: string;
  /** Bytes appended so far. */
  readonly sizeBytes: number;
  append(parts: readonly Uint8Array[]): Promise<void>;
  /** Overwrites what was appended before. */
  patch(part: Uint8Array, offset: number): Promise<void>;
  /** Flushes what was appended so far. */
  sync(): Promise<void>;
  /** Flushes to the medium and closes. */
  seal(): Promise<void>;
  close(): Promise<void>;
  /** After `retrace`: cuts off what was written beyond, and writes from here on. */
  goOn(): Promise<void>;
}

/**
 * `create` makes a file and refuses one that is there (`imaging.exists`). `retrace` follows a file that an interrupted
 * acquisition left: the same calls count the same bytes and write nothing, until `goOn`.
 */
export type SegmentMode = 'create' | 'retrace';

export async function openSegment(path: string, mode: SegmentMode): Promise<OpenSegment> {
  if (mode === 'create') await refuseExisting(path);
  let file: FileHandle;
  try {
    file = await open(path + PARTIAL, mode === 'create' ? 'wx' : 'r+', 0o600);
  } catch (error) {
    throw writeError(error, path + PARTIAL);
  }
  return appendable(path, file, mode);
}

function appendable(path: string, file: FileHandle, mode: SegmentMode): OpenSegment {
  let sizeBytes = 0;
  let writing = mode === 'create';
  async function guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw writeError(error, path);
    }
  }
  async function assertLongEnough(): Promise<void> {
    const found = (await file.stat()).size;
    if (found < sizeBytes) throw new EvidenceError('imaging.partial-damaged', { path: path + PARTIAL });
  }
  return {
    path,
    get sizeBytes() {
      return sizeBytes;
    },
    append: (parts) =>
      guarded(async () => {
        if (writing) await writeAll(file, parts, sizeBytes);
        sizeBytes += parts.reduce((sum, part) => sum + part.length, 0);
      }),
    patch: (part, offset) =>
      guarded(async () => {
        if (writing) await writeAll(file, [part], offset);
      }),
    sync: () => guarded(() => file.datasync()),
    seal: () =>
      guarded(async () => {
        if (writing) await file.sync();
        else await assertLongEnough();
        await file.close();
      }),
    close: () => file.close(),
    goOn: () =>
      guarded(async () => {
        await assertLongEnough();
        await file.truncate(sizeBytes);
        writing = true;
      }),
  };
}

/** Linux takes at most 1,024 pieces in one write (IOV_MAX). */
const MOST_PIECES = 1000;

async function writeAll(file: FileHandle, parts: readonly Uint8Array[], offset: number): Promise<void> {
  let rest = parts.filter((part) => part.length > 0);
  let at = offset;
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest.slice(0, MOST_PIECES), at);
    if (bytesWritten === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
    at += bytesWritten;
    rest = without(rest, bytesWritten);
  }
}

function without(parts: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let left = bytes;
  let index = 0;
  while (index < parts.length && left >= (parts[index] as Uint8Array).length) {
    left -= (parts[index] as Uint8Array).length;
    index++;
  }
  const rest = parts.slice(index);
  if (left > 0) rest[0] = (rest[0] as Uint8Array).subarray(left);
  return rest;
}

/** Names what could not be written: `imaging.no-space`, `imaging.exists`, `imaging.write-failed`. */
export function writeError(error: unknown, path: string): unknown {
  if (error instanceof SealbenchError || !isErrnoException(error)) return error;
  const errno = error.code ?? 'UNKNOWN';
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return new IoError('imaging.no-space', { path, errno }, error);
  if (errno === 'EEXIST') return new IoError('imaging.exists', { path }, error);
  return new IoError('imaging.write-failed', { path, errno }, error);
}

async function refuseExisting(path: string): Promise<void> {
  const found = await open(path, 'r').catch(() => null);
  if (found === null) return;
  await found.close();
  throw new IoError('imaging.exists', { path });
}

/**
 * Gives whole files their real names, all of them or none, and makes that durable. A name that somebody took while the
 * image was written is refused (`imaging.exists`): renaming would put an end to that file without a word.
 */
export async function nameSegments(paths: readonly string[]): Promise<void> {
  const named: string[] = [];
  try {
    for (const path of paths) {
      await refuseExisting(path);
      await rename(path + PARTIAL, path);
      named.push(path);
    }
    await syncFolders(paths);
  } catch (error) {
    await unnameSegments(named);
    throw error;
  }
}

/** Takes the real names away again: the act that they stood for could not be recorded. */
export async function unnameSegments(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rename(path, path + PARTIAL);
  await syncFolders(paths);
}

async function syncFolders(paths: readonly string[]): Promise<void> {
  for (const folder of new Set(paths.map((path) => dirname(path)))) await syncFolder(folder);
}

/** Removes unfinished segments from a number on: an interrupted acquisition had got further than its journal. */
export async function removeBeyond(pathOf: (number: number) => string, from: number): Promise<void> {
  for (let number = from; ; number++) {
    const path = pathOf(number) + PARTIAL;
    if ((await stat(path).catch(() => null)) === null) return;
    await rm(path);
  }
}
