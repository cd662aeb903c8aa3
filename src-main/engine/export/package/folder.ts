/** A file tree into a new folder, for media that are encrypted already: whole or absent, flushed, read back and compared. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JobContext } from '../../jobs/index.ts';
import { createFolderAtomically, EvidenceError, IoError, isErrnoException, RefusedError } from '../../lib/index.ts';
import type { FileTree, TreeFile } from '../filesystem/index.ts';

/** Steps that `writeFolder` reports; names have messages `job.step.<name>`. */
export const FOLDER_STEPS = [
  { name: 'export.write', weight: 5 },
  { name: 'export.read-back', weight: 3 },
] as const;

export interface WrittenFolder {
  readonly sizeBytes: number;
  readonly files: number;
}

/**
 * Throws `export.target-exists`, `export.no-room`, `export.source-changed`, `export.read-back-differs` and `IoError`s of
 * the target; the signal's reason when cancelled. Whatever it throws, nothing stays behind.
 */
export async function writeFolder(tree: FileTree, target: string, job: JobContext): Promise<WrittenFolder> {
  const sizeBytes = treeBytes(tree);
  await mustTakeFolder(target, sizeBytes);
  await createFolderAtomically(target, async (folder) => {
    job.step('export.write', sizeBytes);
    const digests = new Map<string, string>();
    let done = 0;
    for (const file of tree.files) {
      digests.set(file.path, await writeFile(file, join(folder, file.path), job, done));
      done += file.sizeBytes;
    }
    job.step('export.read-back', sizeBytes);
    done = 0;
    for (const [path, digest] of digests) {
      const hash = createHash('sha256');
      for await (const chunk of readChunks(join(folder, path))) {
        await job.whilePaused();
        hash.update(chunk);
        done += chunk.length;
        job.progress(done);
      }
      if (hash.digest('hex') !== digest) throw new EvidenceError('export.read-back-differs', { path });
    }
  });
  return { sizeBytes, files: tree.files.length };
}

/** Streams are typed as if they gave anything; without an encoding they give bytes. */
function readChunks(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1 << 20 });
}

export function treeBytes(tree: FileTree): number {
  return tree.files.reduce((sum, file) => sum + file.sizeBytes, 0);
}

/** Throws `export.target-exists`, `export.no-room`. */
export async function mustTakeFolder(target: string, neededBytes: number): Promise<void> {
  if (await exists(target)) throw new RefusedError('export.target-exists', { path: target });
  const folder = dirname(target);
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes < neededBytes) throw new IoError('export.no-room', { folder, neededBytes, freeBytes });
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isErrnoException(error) && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** SHA-256 of what was written. */
async function writeFile(source: TreeFile, path: string, job: JobContext, doneBefore: number): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let written = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of source.open()) {
      await job.whilePaused();
      await file.writeFile(chunk);
      hash.update(chunk);
      written += chunk.length;
      job.progress(doneBefore + written);
    }
    await file.utimes(source.modifiedAt.at / 1000, source.modifiedAt.at / 1000);
    await file.sync();
  } finally {
    await file.close();
  }
  const digest = hash.digest('hex');
  if (written !== source.sizeBytes || (source.sha256 !== undefined && source.sha256 !== digest)) {
    const expected = source.sha256 ?? `${source.sizeBytes}`;
    throw new EvidenceError('export.source-changed', { path: source.path, expected, found: digest });
  }
  return digest;
}
