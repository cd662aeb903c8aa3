/** What a bundle is read from: a folder, or files inside something else (a sealed volume), alike. */
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface BundleFiles {
  /** Names in a folder of the bundle, sorted; ENOENT when there is none. */
  names(folder: string): Promise<readonly string[]>;
  /** A whole file, UTF-8. */
  text(path: string): Promise<string>;
  chunks(path: string): AsyncIterable<Uint8Array>;
}

export function folderFiles(root: string): BundleFiles {
  return {
    names: async (folder) => (await readdir(join(root, folder))).sort(),
    text: (path) => readFile(join(root, path), 'utf8'),
    chunks: (path) => createReadStream(join(root, path), { highWaterMark: 1 << 20 }),
  };
}
