/**
 * The files of an image as they go into a package: its segments, the acquisition record and the map of bad ranges beside
 * them. Sizes are looked at when the package is planned, contents against the recorded hashes while they stream.
 */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import type { Exhibit, ImageRecord } from '../../../../src-preload/contract/index.ts';
import { EvidenceError, IoError, isErrnoException, sha256Hex, sha256Of, utcMs } from '../../lib/index.ts';
import type { TreeFile, TreeTime } from '../filesystem/index.ts';

export interface ChosenImage {
  readonly exhibit: Exhibit;
  readonly image: ImageRecord;
  /** Its folder in the package, within `images/`. */
  readonly folder: string;
}

const BEIJING_MINUTES = 480;

/**
 * Paths within `data/`. Throws `export.segment-missing`, `export.segment-changed` (its size), `export.record-missing`.
 */
export async function imageFiles({ image, folder: within }: ChosenImage): Promise<readonly TreeFile[]> {
  const folder = `images/${within}`;
  const modifiedAt = { at: utcMs(image.endedAt), offsetMinutes: BEIJING_MINUTES };
  const files: TreeFile[] = image.format === 'bag' ? await bagFiles(image, folder, modifiedAt) : [];
  for (const { path, sizeBytes, sha256 } of image.format === 'bag' ? [] : image.segments) {
    await mustBeWhole(path, sizeBytes);
    files.push({
      path: `${folder}/${basename(path)}`,
      sizeBytes,
      modifiedAt,
      ...(sha256 === null ? {} : { sha256: sha256Hex(sha256) }),
      open: () => createReadStream(path, { highWaterMark: 1 << 20 }),
    });
  }
  return [...files, ...(await filesBeside(image, folder, modifiedAt))];
}

/** Every file of an acquired bag, in its own folder; their hashes stand in the bag's manifests, which go along. */
async function bagFiles(image: ImageRecord, folder: string, modifiedAt: TreeTime): Promise<TreeFile[]> {
  for (const { path, sizeBytes } of image.segments) await mustBeWhole(path, sizeBytes);
  const found = await readdir(image.path, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files: TreeFile[] = [];
  for (const path of paths.sort()) {
    files.push({
      path: `${folder}/${basename(image.path)}/${relative(image.path, path).replaceAll(sep, '/')}`,
      sizeBytes: (await stat(path)).size,
      modifiedAt,
      open: () => createReadStream(path, { highWaterMark: 1 << 20 }),
    });
  }
  return files;
}

async function mustBeWhole(path: string, sizeBytes: number): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    throw isErrnoException(error)
      ? new IoError('export.segment-missing', { path, errno: error.code ?? '' }, error)
      : error;
  });
  if (found.size !== sizeBytes) {
    throw new EvidenceError('export.segment-changed', { path, expected: sizeBytes, found: found.size });
  }
}

/** `<name>.acquisition.json`, which every image has, and `<name>.map`, where something could not be read. */
async function filesBeside(image: ImageRecord, folder: string, modifiedAt: TreeTime): Promise<readonly TreeFile[]> {
  const stem = basename(image.path, extname(image.path));
  const record = await readBeside(image, `${stem}.acquisition.json`);
  if (record === null) throw new EvidenceError('export.record-missing', { path: image.path });
  const map = image.badRanges.length > 0 ? await readBeside(image, `${stem}.map`) : null;
  return [
    wholeFile(`${folder}/${stem}.acquisition.json`, record, modifiedAt),
    ...(map === null ? [] : [wholeFile(`${folder}/${stem}.map`, map, modifiedAt)]),
  ];
}

async function readBeside(image: ImageRecord, name: string): Promise<Uint8Array | null> {
  try {
    return await readFile(join(dirname(image.path), name));
  } catch (error) {
    if (isErrnoException(error) && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A file whose content is at hand. */
export function wholeFile(path: string, content: Uint8Array, modifiedAt: TreeTime): TreeFile {
  return {
    path,
    sizeBytes: content.length,
    modifiedAt,
    sha256: sha256Of(content),
    async *open() {
      yield content;
    },
  };
}
