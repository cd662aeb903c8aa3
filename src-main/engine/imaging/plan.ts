/** What an acquisition will need, and everything that can be refused before anybody is asked for a code. */
import { constants } from 'node:fs';
import { access, readdir, realpath, stat, statfs } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { z } from 'zod';
import type { AcquireParameters, acquirePlan, SourceFacts } from '../../../src-preload/contract/index.ts';
import { EvidenceError, IoError, RefusedError } from '../lib/index.ts';
import { type ImageMetadata, type ImagePlan, imageFormat, PARTIAL } from './formats/index.ts';
import { journalPath, readJournal } from './journal.ts';
import { measureFolder } from './logical/walk.ts';
import { FILE_SECTOR_BYTES, inspectSource } from './sources/index.ts';

export type AcquirePlan = z.infer<typeof acquirePlan>;

/** Record, map of bad ranges, and what the file system rounds up. */
const BESIDE_BYTES = 4 << 20;
/** FAT16 and FAT32 (statfs(2): MSDOS_SUPER_MAGIC) hold no file of 4 GiB or more. */
const FAT_TYPE = 0x4d44;
const FAT_LARGEST_FILE = 2 ** 32 - 1;

/** Throws what is wrong: `RefusedError` for a rule, `IoError` for a place, `EvidenceError` for a source that changed. */
export async function planAcquisition(parameters: AcquireParameters): Promise<AcquirePlan> {
  const { sourcePath, sourceBytes, destination } = parameters;
  const source = await inspectSource(sourcePath);
  await assertApart(source, parameters);
  if (source.barred !== null) throw new RefusedError(source.barred, { path: sourcePath, errno: 'EACCES' });
  if (source.sizeBytes !== sourceBytes) {
    throw new EvidenceError('source.changed', { path: sourcePath, before: sourceBytes, now: source.sizeBytes });
  }
  assertFits(parameters, source);
  const written = parameters.resume ? await bytesOfInterrupted(parameters) : 0;
  await assertNamesFree(parameters);
  const neededBytes = Math.max(0, (await roomFor(parameters, source)) - written) + BESIDE_BYTES;
  const space = await statfs(destination);
  const freeBytes = space.bavail * space.bsize;
  if (neededBytes > freeBytes) {
    throw new IoError('imaging.too-little-space', { path: destination, needed: neededBytes, free: freeBytes });
  }
  const largestFile = Math.min(parameters.segmentBytes || neededBytes, neededBytes);
  if (space.type === FAT_TYPE && largestFile > FAT_LARGEST_FILE) {
    throw new RefusedError('imaging.file-too-large', { path: destination, most: FAT_LARGEST_FILE });
  }
  return { source, freeBytes, neededBytes };
}

/** Media become images, folders become bags; a single file may become either. */
function assertFits({ format, resume, verifySource, sourcePath }: AcquireParameters, { kind }: SourceFacts): void {
  if (format !== 'bag' && kind === 'folder') throw new RefusedError('source.folder', { path: sourcePath });
  if (format === 'bag' && kind === 'block-device')
    throw new RefusedError('imaging.bag-of-device', { path: sourcePath });
  if (format === 'bag' && (resume || verifySource)) throw new RefusedError('imaging.bag-in-one-go');
}

/** What a file of a bag takes beside its bytes: a block that is not full, and its lines in manifests and list. */
const ENTRY_BYTES = 8192;

async function roomFor(parameters: AcquireParameters, source: SourceFacts): Promise<number> {
  const { format } = parameters;
  if (format !== 'bag') return imageFormat(format).roomFor(imagePlanOf(parameters, source, NO_METADATA));
  const entries = source.kind === 'folder' ? (await measureFolder(source.path)).entries : 1;
  return source.sizeBytes + entries * ENTRY_BYTES;
}

export function imagePlanOf(
  parameters: AcquireParameters,
  source: SourceFacts,
  metadata: ImageMetadata,
  setIdentifier: Uint8Array = new Uint8Array(16),
): ImagePlan {
  const { destination, baseName, segmentBytes, compression } = parameters;
  return {
    folder: destination,
    baseName,
    sizeBytes: source.sizeBytes,
    sectorBytes: sectorBytesOf(source),
    segmentBytes,
    compression,
    metadata,
    physical: source.kind === 'block-device',
    setIdentifier,
  };
}

/**
 * The sector of the medium. A file need not end at one: then the largest power of two that divides its size, so that
 * an E01 image, which counts whole sectors, holds its last bytes too. docs/formats/e01.md §5.
 */
function sectorBytesOf({ sizeBytes, logicalSectorBytes }: SourceFacts): number {
  let sectorBytes = logicalSectorBytes ?? FILE_SECTOR_BYTES;
  while (sectorBytes > 1 && sizeBytes % sectorBytes !== 0) sectorBytes /= 2;
  return sectorBytes;
}

const NO_METADATA: ImageMetadata = {
  caseNumber: '',
  evidenceNumber: '',
  description: '',
  examiner: '',
  notes: '',
  model: '',
  serial: '',
  software: '',
  operatingSystem: '',
  acquiredAt: 0,
};

/** The image must not come to lie on or in what it is made of. */
async function assertApart(source: SourceFacts, { destination, sourcePath }: AcquireParameters): Promise<void> {
  const folder = await stat(destination).catch(() => null);
  if (folder === null) throw new IoError('imaging.destination-missing', { path: destination });
  if (!folder.isDirectory()) {
    const same = (await realpath(destination)) === (await realpath(sourcePath));
    if (same) throw new RefusedError('imaging.destination-is-source', { path: destination });
    throw new IoError('imaging.destination-not-folder', { path: destination });
  }
  const real = await realpath(destination);
  const inside = [...source.mountedAt, ...(source.kind === 'folder' ? [await realpath(sourcePath)] : [])];
  // The root file system holds every path: whether the destination is on it is for the bar on system disks to say.
  const holder = inside.find((point) => point !== '/' && (real === point || real.startsWith(point + sep)));
  if (holder !== undefined) throw new RefusedError('imaging.destination-in-source', { path: destination, holder });
  await access(destination, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new IoError('imaging.destination-not-writable', { path: destination }, cause);
  });
}

/** No file of an earlier acquisition of this name may be there, but the unfinished ones of the one that is taken up. */
async function assertNamesFree({ destination, baseName, resume }: AcquireParameters): Promise<void> {
  const own = (name: string): boolean => resume === true && name.endsWith(PARTIAL);
  const names = await readdir(destination);
  const taken = names.find((name) => name === baseName || (name.startsWith(`${baseName}.`) && !own(name)));
  if (taken !== undefined) throw new RefusedError('imaging.exists', { path: join(destination, taken) });
}

/** What an interrupted acquisition has written already needs no room again. */
async function bytesOfInterrupted({ destination, baseName }: AcquireParameters): Promise<number> {
  await readJournal(journalPath(destination, baseName));
  let bytes = 0;
  for (const name of await readdir(destination)) {
    if (name.startsWith(`${baseName}.`) && name.endsWith(PARTIAL)) bytes += (await stat(join(destination, name))).size;
  }
  return bytes;
}
