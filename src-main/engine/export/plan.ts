/** What a sealed export would take, and everything that can be refused before two people are asked for their codes. */
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ExportParameters } from '../../../src-preload/contract/index.ts';
import { type Clock, RefusedError } from '../lib/index.ts';
import type { StoredOperationLog } from '../oplog/index.ts';
import type { FileTree, TreeFile } from './filesystem/index.ts';
import { type CaseReader, chooseImages, imagePayload, photoPayload } from './package/content.ts';
import { mustTakeFolder, treeBytes } from './package/folder.ts';
import { inspectTarget, planVolume } from './volume/index.ts';

export interface ExportPlan {
  /** The most that the target takes, lists and file system included. */
  readonly neededBytes: number;
  readonly freeBytes: number;
  /** Files in the package, about. */
  readonly files: number;
}

/** Room for what is made only when it is sealed: log entries (a few hundred bytes each), forms, lists and signatures. */
const LOG_ENTRY_BYTES = 1024;
const FORM_BYTES = 512 << 10;
const TAG_BYTES = 256 << 10;
const TAG_FILES = 9;
const FILES_PER_FORM = 3;

export async function planExport(
  parameters: ExportParameters,
  {
    cases,
    log,
    clock,
  }: { readonly cases: CaseReader; readonly log: Pick<StoredOperationLog, 'head'>; readonly clock: Clock },
): Promise<ExportPlan> {
  if (parameters.recipient === '') throw new RefusedError('export.no-recipient');
  const detail = cases.get(parameters.caseId);
  const images = chooseImages(detail, parameters.imageIds);
  const madeAt = { at: clock.now(), offsetMinutes: 480 };
  const photos = photoPayload(cases, detail, images, madeAt);
  const known = [...(await imagePayload(images)), ...photos];
  const forms = parameters.forms.length * new Set(images.map(({ exhibit }) => exhibit.id)).size;
  // A form carries its pictures in base64, once in HTML and once in PDF.
  const pictures = photos.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) * (forms > 0 ? 3 : 0);
  const lists = known.reduce((sum, { path }) => sum + 2 * (80 + path.length * 3), 0);
  const toCome = log.head().size * LOG_ENTRY_BYTES + forms * FORM_BYTES + pictures + lists + TAG_BYTES;
  const filler: TreeFile = { path: 'to-come', sizeBytes: toCome, modifiedAt: madeAt, open: nothing };
  const tree: FileTree = { files: [...known, filler], folders: [], madeAt };

  const neededBytes = parameters.volume === 'none' ? treeBytes(tree) : planVolume(tree, parameters.volume).neededBytes;
  if (parameters.volume === 'none') await mustTakeFolder(parameters.target, 0);
  const freeBytes =
    parameters.volume === 'none' ? await freeAt(parameters.target) : (await inspectTarget(parameters.target)).roomBytes;
  return { neededBytes, freeBytes, files: known.length + forms * FILES_PER_FORM + TAG_FILES };
}

async function freeAt(target: string): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(target));
  return bavail * bsize;
}

async function* nothing(): AsyncIterable<Uint8Array> {
  // Planned only: nobody reads it.
}
