/**
 * A folder, entry by entry, in the byte order of the names. Names are bytes to the system: they are kept as such and need
 * not be text. Nothing is followed: a link is an entry, another file system in the folder is one entry that is not
 * entered. What cannot be listed is told, not left out.
 */
import type { BigIntStats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { isErrnoException } from '../../lib/index.ts';

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

export interface Entry {
  /** Path within the folder, `/` between names, as bytes. */
  readonly path: Buffer;
  /** The whole path, for opening. */
  readonly place: Buffer;
  readonly kind: EntryKind;
  /** Null when not even this could be read. */
  readonly status: BigIntStats | null;
  /** Where a link points, as bytes. */
  readonly target: Buffer | null;
  /** Errno or own word of what could not be read of it: of a folder, its list. */
  readonly failure: string | null;
}

const SLASH = Buffer.from('/');

export async function* walk(root: string): AsyncGenerator<Entry> {
  const top = Buffer.from(root);
  const { dev } = await lstat(top, { bigint: true });
  const waiting: Entry[] = await list(top, Buffer.alloc(0));
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    if (entry.kind !== 'folder') {
      yield entry;
    } else if (entry.status?.dev !== dev) {
      yield { ...entry, failure: 'other-file-system' };
    } else {
      const inner = await list(entry.place, entry.path).catch((error: unknown) => errnoOf(error));
      yield typeof inner === 'string' ? { ...entry, failure: inner } : entry;
      if (typeof inner !== 'string') waiting.push(...inner);
    }
  }
}

/** Last name first, so that the first is taken from the end. */
async function list(place: Buffer, path: Buffer): Promise<Entry[]> {
  const names = (await readdir(place, { encoding: 'buffer' })).sort((a, b) => Buffer.compare(b, a));
  const entries: Entry[] = [];
  for (const name of names) {
    entries.push(
      await describe(
        Buffer.concat([place, SLASH, name]),
        path.length === 0 ? name : Buffer.concat([path, SLASH, name]),
      ),
    );
  }
  return entries;
}

async function describe(place: Buffer, path: Buffer): Promise<Entry> {
  try {
    const status = await lstat(place, { bigint: true });
    if (status.isSymbolicLink()) {
      const target = await readlink(place, { encoding: 'buffer' });
      return { path, place, kind: 'link', status, target, failure: null };
    }
    const kind = status.isFile() ? 'file' : status.isDirectory() ? 'folder' : 'other';
    return { path, place, kind, status, target: null, failure: kind === 'other' ? 'special-file' : null };
  } catch (error) {
    return { path, place, kind: 'other', status: null, target: null, failure: errnoOf(error) };
  }
}

export function errnoOf(error: unknown): string {
  if (isErrnoException(error)) return error.code ?? 'UNKNOWN';
  throw error;
}

/** Bytes of all regular files, and how many entries there are: what a plan needs. */
export async function measureFolder(root: string): Promise<{ readonly bytes: number; readonly entries: number }> {
  let bytes = 0;
  let entries = 0;
  for await (const { kind, status } of walk(root)) {
    entries++;
    if (kind === 'file' && status !== null) bytes += Number(status.size);
  }
  return { bytes, entries };
}
