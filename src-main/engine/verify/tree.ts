/**
 * What a bag is read from: a folder of this machine or the file system inside a volume, alike.
 * Paths named by the evidence are only ever looked up among the listed entries, so none can lead outside.
 */
import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenVolume } from '../export/index.ts';

export interface TreeEntry {
  /** From the root, parts separated by '/', without a leading one. */
  readonly path: string;
  /** `other` is anything that is not read: links, devices, names that are no UTF-8. */
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
}

export interface ReadableTree {
  list(): Promise<readonly TreeEntry[]>;
  /** From byte `from` on, 0 unless told. A chunk is valid until the next is asked for. */
  read(path: string, from?: number): AsyncIterable<Uint8Array>;
}

const CHUNK_BYTES = 1 << 20;

export function folderTree(root: string): ReadableTree {
  return {
    async list() {
      const entries: TreeEntry[] = [];
      await listInto(entries, root, '');
      return entries;
    },
    read: (path, from = 0) => readFileChunks(join(root, path), from),
  };
}

async function listInto(entries: TreeEntry[], root: string, folder: string): Promise<void> {
  for (const name of (await readdir(join(root, folder))).sort()) {
    const path = folder === '' ? name : `${folder}/${name}`;
    // A name that is no UTF-8 comes back with U+FFFD and leads nowhere: no facts, not read.
    const facts = await lstat(join(root, path)).catch(() => null);
    if (facts?.isDirectory()) {
      entries.push({ path, kind: 'folder', sizeBytes: 0 });
      await listInto(entries, root, path);
    } else {
      entries.push({ path, kind: facts?.isFile() ? 'file' : 'other', sizeBytes: facts?.size ?? 0 });
    }
  }
}

/** The file system inside an open volume. A volume has one buffer: files that are read at once take turns at it. */
export function volumeTree(volume: OpenVolume): ReadableTree {
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }
  return {
    list: () => Promise.resolve(volume.entries),
    async *read(path, from = 0) {
      const chunks = volume.readFile(path, from)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const chunk = await inTurn(async () => {
            const next = await chunks.next();
            return next.done ? null : Uint8Array.from(next.value);
          });
          if (chunk === null) return;
          yield chunk;
        }
      } finally {
        await chunks.return?.();
      }
    },
  };
}

/** A link in place of the file is an error (ELOOP), not followed. */
async function* readFileChunks(path: string, from: number): AsyncIterable<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const chunk = new Uint8Array(CHUNK_BYTES);
    for (let at = from; ; ) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** A small file as a whole; longer than `most` bytes is refused by returning null. */
export async function readWhole(tree: ReadableTree, entry: TreeEntry, most: number): Promise<Uint8Array | null> {
  if (entry.sizeBytes > most) return null;
  const whole = new Uint8Array(entry.sizeBytes);
  let length = 0;
  for await (const chunk of tree.read(entry.path)) {
    if (length + chunk.length > whole.length) return null;
    whole.set(chunk, length);
    length += chunk.length;
  }
  return whole.subarray(0, length);
}
