/** Folders that are either whole or absent: filled under a temporary name, flushed, then renamed. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from './atomicFile.ts';

/**
 * Calls `fill` with the path of the temporary folder; whatever it throws removes that folder and is thrown on.
 * EEXIST when the name is taken, before anything is written. Files inside must be flushed by whoever writes them.
 */
export async function createFolderAtomically(path: string, fill: (folder: string) => Promise<void>): Promise<void> {
  // Claims the name: only an empty folder of our own is replaced by the rename.
  await mkdir(path, { mode: 0o700 });
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`);
  try {
    await mkdir(temporary, { mode: 0o700 });
    await fill(temporary);
    for (const folder of await foldersIn(temporary)) await syncFolder(folder);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    await rm(path, { recursive: true, force: true });
    throw error;
  }
}

/** The folder and every folder below it, innermost first. */
async function foldersIn(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (entry.isDirectory()) found.push(...(await foldersIn(join(root, entry.name))));
  }
  return [...found, root];
}
