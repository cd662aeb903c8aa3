/**
 * What lies behind a path: one file, a folder, or an archive, as the list of files that readers choose from.
 * Symbolic links are not followed. An XLSX workbook is a ZIP archive too, but stays one file.
 */
import { lstat, opendir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { asSealbenchError, EvidenceError } from '../../lib/index.ts';
import { gunzipped, isGzip } from '../archive/gzip.ts';
import { isTar, type SliceOpener, tarMembers } from '../archive/tar.ts';
import { openZip } from '../archive/zip.ts';
import { LIMITS } from '../limits.ts';
import type { WarningSink } from '../warnings.ts';
import { chunksOfBytes, chunksOfDisk, fileOnDisk, headOf, heldWhole, type SourceFile } from './sourceFile.ts';

export interface OpenedSource {
  readonly kind: 'file' | 'folder' | 'archive';
  readonly files: readonly SourceFile[];
  close(): void;
}

export async function openSource(path: string, warn: WarningSink): Promise<OpenedSource> {
  try {
    const found = await lstat(path);
    if (found.isDirectory()) return await openFolder(path, warn);
    if (!found.isFile()) throw new EvidenceError('intake.not-a-file', { path });
    return await openFile(path, fileOnDisk(path, { file: basename(path), member: null }, found.size), warn);
  } catch (error) {
    throw asSealbenchError(error);
  }
}

async function openFile(path: string, file: SourceFile, warn: WarningSink): Promise<OpenedSource> {
  const head = await headOf(file, 1024);
  if (isZip(head)) {
    const zip = await openZip(path, file.part, warn);
    if (!isWorkbook(zip.members)) return { kind: 'archive', files: zip.members, close: () => zip.close() };
    zip.close();
  } else if (isGzip(head)) {
    const inner = gunzipped(file);
    if (!isTar(await headOf(inner, 1024))) return { kind: 'archive', files: [inner], close: () => {} };
    return { kind: 'archive', files: await unpackedTar(inner, warn), close: () => {} };
  } else if (isTar(head)) {
    const slice: SliceOpener = (offset, length, part, name) => ({
      part,
      path: name,
      sizeBytes: length,
      chunks: (from = 0) => chunksOfDisk(path, offset + from, offset + length),
    });
    return { kind: 'archive', files: await tarMembers(file, slice, warn), close: () => {} };
  }
  return { kind: 'file', files: [file], close: () => {} };
}

/** A compressed tar is held in memory: its members could else only be reached by unpacking from the start each time. */
async function unpackedTar(tar: SourceFile, warn: WarningSink): Promise<readonly SourceFile[]> {
  const bytes = await heldWhole(tar);
  if (bytes === null) {
    throw new EvidenceError('intake.archive-too-large', { file: tar.part.file, limit: LIMITS.heldBytes });
  }
  const held: SourceFile = { ...tar, chunks: (from = 0) => chunksOfBytes(bytes, from) };
  return tarMembers(
    held,
    (offset, length, part, path) => ({
      part,
      path,
      sizeBytes: length,
      chunks: (from = 0) => chunksOfBytes(bytes.subarray(offset, offset + length), from),
    }),
    warn,
  );
}

export function isZip(head: Buffer): boolean {
  const signature = head.length >= 4 ? head.readUInt32LE(0) : 0;
  // A first member, or the end record of an empty archive.
  return signature === 0x04034b50 || signature === 0x06054b50;
}

function isWorkbook(members: readonly SourceFile[]): boolean {
  return members.some(({ path }) => path === 'xl/workbook.xml');
}

const ARCHIVE_NAME = /\.(?:zip|gz|tgz|tar)$/i;

async function openFolder(root: string, warn: WarningSink): Promise<OpenedSource> {
  const files: SourceFile[] = [];
  const archives: OpenedSource[] = [];
  const add = async (path: string, file: SourceFile): Promise<void> => {
    const opened = ARCHIVE_NAME.test(path) ? await openArchiveIn(path, file, warn) : null;
    if (opened === null) {
      files.push(file);
      return;
    }
    archives.push(opened);
    // An archive in a folder is like a folder in it, of the archive's name.
    for (const member of opened.files) files.push({ ...member, path: `${file.path}/${member.path}` });
  };
  const visit = async (folder: string, inner: string, depth: number): Promise<void> => {
    for await (const entry of await opendir(folder)) {
      const path = join(folder, entry.name);
      const name = inner === '' ? entry.name : `${inner}/${entry.name}`;
      const part = { file: name, member: null };
      const whole = { part, offset: null, length: null, lost: true, details: { file: name } };
      if (entry.isSymbolicLink()) warn({ code: 'link-not-followed', ...whole });
      else if (entry.isDirectory()) {
        if (depth >= LIMITS.folderDepth) warn({ code: 'folder-too-deep', ...whole });
        else await visit(path, name, depth + 1);
      } else if (entry.isFile()) {
        if (files.length >= LIMITS.files)
          throw new EvidenceError('intake.too-many-files', { path: root, limit: LIMITS.files });
        await add(path, fileOnDisk(path, part, (await lstat(path)).size));
      }
    }
  };
  await visit(root, '', 0);
  // Folders list their files in no order of their own; code-unit order makes every reading the same.
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    kind: 'folder',
    files,
    close() {
      for (const archive of archives) archive.close();
    },
  };
}

/** Null for a file that is no archive after all, and, with a warning, for one that cannot be opened. */
async function openArchiveIn(path: string, file: SourceFile, warn: WarningSink): Promise<OpenedSource | null> {
  try {
    const opened = await openFile(path, file, warn);
    return opened.kind === 'archive' ? opened : null;
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    const details = { ...error.details, error: error.code };
    warn({ code: 'file-damaged', part: file.part, offset: null, length: null, lost: true, details });
    return { kind: 'archive', files: [], close: () => {} };
  }
}
