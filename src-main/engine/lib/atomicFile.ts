/**
 * Files that are either whole or absent: written under a temporary name, flushed, then renamed, and the folder flushed.
 * A crash leaves at most a `.<name>.<random>.partial` file, never a half-written one under the real name.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface AtomicFileOptions {
  /** Permission bits of the new file; 0o600 unless told. */
  readonly mode?: number;
  /** What to do when the name is taken: refuse (EEXIST) or replace. */
  readonly existing: 'refuse' | 'replace';
}

export async function writeFileAtomically(
  path: string,
  content: Uint8Array | string,
  options: AtomicFileOptions,
): Promise<void> {
  await createFileAtomically(path, options, async (file) => {
    await file.writeFile(content);
  });
}

/** Calls `write` with the open temporary file and its path; whatever it throws removes the temporary file and is thrown on. */
export async function createFileAtomically(
  path: string,
  options: AtomicFileOptions,
  write: (file: FileHandle, temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`);
  const file = await open(temporary, 'wx', options.mode ?? 0o600);
  try {
    try {
      await write(file, temporary);
      await file.sync();
    } finally {
      await file.close();
    }
    if (options.existing === 'refuse') await refuseExisting(path);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function refuseExisting(path: string): Promise<void> {
  // Claims the name: the exclusive creation fails with EEXIST when somebody has it, and the rename then replaces our claim.
  const claim = await open(path, 'wx', 0o600);
  await claim.close();
}

/** Makes a rename durable; on file systems that cannot flush a folder this is a no-op. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch {
    // EINVAL on some FUSE file systems: nothing more can be asked of them.
  } finally {
    await folder.close();
  }
}
