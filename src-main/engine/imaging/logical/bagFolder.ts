/**
 * A BagIt 1.0 bag (RFC 8493) that grows file by file in a folder: manifests and the list of entries are appended as the
 * payload is written, so memory does not grow with it. docs/formats/acquired-bag.md.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../lib/index.ts';
import { writeError } from '../formats/index.ts';
import type { Hashes, HashName } from '../pipeline/hashes.ts';

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
/** SM3 is no algorithm of BagIt: its list is a tag file, not a manifest. */
const LISTS: Readonly<Record<HashName, string>> = {
  sha256: 'manifest-sha256.txt',
  md5: 'manifest-md5.txt',
  sha1: 'manifest-sha1.txt',
  sm3: 'sealbench/sm3.txt',
};
export const ENTRIES = 'sealbench/entries.jsonl';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';

export interface BagFolder {
  /** Creates a payload file, and the folders above it. `path` is within `data/`. */
  createPayload(path: string): Promise<FileHandle>;
  /** One line of the list of entries; digests go into the manifests too. */
  addEntry(line: object, path: string | null, digests: Hashes): Promise<void>;
  /** Writes what depends on all of it. Returns the tag manifest's bytes. */
  finish(information: readonly (readonly [label: string, value: string])[]): Promise<Uint8Array>;
  abandon(): Promise<void>;
}

export async function createBagFolder(folder: string, hashes: readonly HashName[]): Promise<BagFolder> {
  const create = (path: string): Promise<FileHandle> => createFile(join(folder, path));
  await makeFolder(folder);
  await makeFolder(join(folder, 'data'));
  await makeFolder(join(folder, 'sealbench'));
  const lists = new Map<HashName, FileHandle>();
  for (const name of hashes) lists.set(name, await create(LISTS[name]));
  const entries = await create(ENTRIES);
  const made = new Set<string>();

  async function writeWhole(path: string, text: string): Promise<void> {
    const file = await create(path);
    try {
      await file.writeFile(text);
      await file.sync();
    } catch (error) {
      throw writeError(error, join(folder, path));
    } finally {
      await file.close();
    }
  }

  async function close(): Promise<void> {
    for (const file of [...lists.values(), entries]) await file.close();
    lists.clear();
  }

  return {
    async createPayload(path) {
      const within = dirname(path);
      if (!made.has(within)) {
        await mkdir(join(folder, 'data', within), { recursive: true }).catch((error: unknown) => {
          throw writeError(error, join(folder, 'data', within));
        });
        made.add(within);
      }
      return createFile(join(folder, 'data', path));
    },
    async addEntry(line, path, digests) {
      try {
        await entries.appendFile(`${JSON.stringify(line)}\n`);
        if (path === null) return;
        for (const [name, list] of lists) await list.appendFile(`${digests[name] ?? ''}  data/${encoded(path)}\n`);
      } catch (error) {
        throw writeError(error, folder);
      }
    },
    async finish(information) {
      for (const file of [...lists.values(), entries]) await file.sync();
      const listed = ['bagit.txt', 'bag-info.txt', ...[...lists.keys()].map((name) => LISTS[name]), ENTRIES];
      await close();
      await writeWhole('bagit.txt', DECLARATION);
      const lines = information.map(([label, value]) => `${label}: ${value.replace(/[\r\n]+/g, ' ')}\n`);
      await writeWhole('bag-info.txt', lines.join(''));
      const rows: string[] = [];
      for (const path of listed) rows.push(`${sha256(await readFile(join(folder, path)))}  ${path}\n`);
      await writeWhole(TAG_MANIFEST, rows.join(''));
      await syncFolder(folder);
      return Buffer.from(rows.join(''));
    },
    abandon: close,
  };
}

/** RFC 8493 §2.1.3: line breaks and the percent sign, and only these, are percent-encoded. */
export function encoded(path: string): string {
  return path.replace(
    /[%\r\n]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

async function createFile(path: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600).catch((error: unknown) => {
    throw writeError(error, path);
  });
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    throw writeError(error, path);
  });
}
