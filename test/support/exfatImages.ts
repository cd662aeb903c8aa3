/** Small exFAT trees and images for tests, and what stock tools say of them. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import {
  type ByteSource,
  type FileTree,
  layoutExfat,
  type PlanOptions,
  type TreeFile,
} from '../../src-main/engine/export/filesystem/index.ts';
import { TREE_TIME } from './fileTrees.ts';

export function treeFile(path: string, content: Uint8Array | string, modifiedAt = TREE_TIME): TreeFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    path,
    sizeBytes: bytes.length,
    modifiedAt,
    async *open() {
      // In pieces of an odd size, as content that streams would come.
      for (let at = 0; at < bytes.length; at += 65537) yield bytes.subarray(at, at + 65537);
    },
  };
}

export function treeOf(...files: readonly TreeFile[]): FileTree {
  return { files, folders: [], madeAt: TREE_TIME };
}

export async function exfatImage(tree: FileTree, label = '', options: PlanOptions = {}): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of layoutExfat(tree, label, options).content()) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

export function sourceOf(image: Uint8Array): ByteSource {
  return {
    sizeBytes: image.length,
    read(offset, length) {
      if (offset < 0 || offset + length > image.length)
        throw new RangeError(`read beyond the end: ${offset}+${length}`);
      return Promise.resolve(image.subarray(offset, offset + length));
    },
  };
}

/** exfatprogs' own judgement, read-only: its exit status and text. */
export function fsck(image: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('fsck.exfat', ['-n', image], { encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

/** Path to SHA-256 of every file, as The Sleuth Kit lists and reads them. */
export function sleuthKitHashes(image: string): Map<string, string> {
  const listed = spawnSync('fls', ['-f', 'exfat', '-r', '-p', '-F', image], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const hashes = new Map<string, string>();
  for (const row of listed.stdout.split('\n')) {
    const [, address, path] = /^r\/r (\d+):\t(.*)$/.exec(row) ?? [];
    if (address === undefined || path === undefined || path.startsWith('$') || path.includes('(Volume Label')) continue;
    const content = spawnSync('icat', ['-f', 'exfat', image, address], { maxBuffer: 1 << 30 }).stdout;
    hashes.set(path, createHash('sha256').update(content).digest('hex'));
  }
  return hashes;
}

/** What a tree says its files are. */
export async function treeHashes(tree: FileTree): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const file of tree.files) {
    const hash = createHash('sha256');
    for await (const chunk of file.open()) hash.update(chunk);
    hashes.set(file.path, hash.digest('hex'));
  }
  return hashes;
}

export function keep(folder: string, name: string, image: Uint8Array): string {
  const path = `${folder}/${name}`;
  writeFileSync(path, image);
  return path;
}
