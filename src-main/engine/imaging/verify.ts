/**
 * Checks an image of any origin against everything that is known of it: its own checksums and hashes, and the record
 * beside it. Shares nothing with the writer but the format's description, and needs no station.
 */
import { basename } from 'node:path';
import type { Check, VerifyReport } from '../../../src-preload/contract/index.ts';
import type { JobSpec } from '../jobs/index.ts';
import { type ImageFault, type ImageReader, PARTIAL, recogniseFormat } from './formats/index.ts';
import type { HashName } from './pipeline/hashes.ts';
import { openPipeline } from './pipeline/pipeline.ts';
import { type ReadBack, type ReadBackJob, readBack } from './pipeline/readBack.ts';
import { type AcquisitionRecord, readRecordBeside } from './record.ts';

export type VerifyJob = ReadBackJob & { step(name: string, bytesTotal: number | null): void };

export function verifyImageJob(path: string): JobSpec<VerifyReport> {
  return {
    kind: 'verify',
    subject: basename(path),
    steps: [{ name: 'verify.image', weight: 1 }],
    canPause: true,
    run: (job) => verifyImage(path, job),
  };
}

/** Throws `IoError('imaging.unreadable')` when the file cannot be read, `EvidenceError` when it is no image at all. */
export async function verifyImage(path: string, job: VerifyJob): Promise<VerifyReport> {
  const format = await recogniseFormat(path);
  const paths = path.endsWith(PARTIAL) ? [path] : await format.findSegments(path);
  const found = await readRecordBeside(paths[0] ?? path);
  const record = found === 'damaged' ? null : found;
  const reader = await format.openReader(paths);
  try {
    job.step('verify.image', reader.sizeBytes);
    const names = hashesToCompute(reader, record);
    const pipeline = openPipeline({ ...reader.slot, hashes: names, packs: true });
    const read = await readBack(reader, pipeline, job).finally(() => pipeline.close());
    const checks: Check[] = [
      ...(path.endsWith(PARTIAL) ? [mismatch('image.complete', basename(path), 'imaging.incomplete')] : []),
      ...(found === 'damaged' ? [mismatch('image.record', basename(path), 'imaging.record-damaged')] : []),
      ...structureChecks(reader, read),
      ...checksumChecks(reader, read),
      ...segmentChecks(reader, read, record),
      ...hashChecks(reader, read, record),
    ];
    return { path, kind: format.name, verdict: worst(checks), checks };
  } finally {
    await reader.close();
  }
}

function hashesToCompute(reader: ImageReader, record: AcquisitionRecord | null): HashName[] {
  const names = new Set<HashName>([...keys(reader.storedHashes), ...keys(record?.hashes ?? {})]);
  // An image that carries no hash still gets its own, for whoever holds the paper to compare.
  if (names.size === 0) names.add('sha256');
  return [...names];
}

function keys(hashes: { readonly [name in HashName]?: string | undefined }): HashName[] {
  return Object.keys(hashes) as HashName[];
}

const CHUNK_CODES = new Set(['imaging.chunk-damaged', 'e01.chunks-missing']);

/** Whether the files are as their format says; each fault is a check of its own, with its place. */
function structureChecks(reader: ImageReader, read: ReadBack): Check[] {
  const subject = reader.segments.map(({ path }) => basename(path)).join(', ');
  const faults = [...reader.faults, ...read.faults.filter(({ code }) => !CHUNK_CODES.has(code))];
  if (faults.length > 0) return faults.map((fault) => faultCheck('image.structure', fault, reader));
  return reader.checksummed ? [match('image.structure', shortened(subject))] : [];
}

/** Whether the chunks' own checksums hold; damaged chunks that touch are named as one range of sectors. */
function checksumChecks(reader: ImageReader, read: ReadBack): Check[] {
  if (!reader.checksummed) return [];
  const damaged = mergeFaults(read.faults.filter(({ code }) => CHUNK_CODES.has(code)));
  if (damaged.length > 0) return damaged.map((fault) => faultCheck('image.chunks', fault, reader));
  return [match('image.chunks', `${Math.ceil(reader.sizeBytes / reader.chunkBytes)}`)];
}

function mergeFaults(faults: readonly ImageFault[]): ImageFault[] {
  const merged: ImageFault[] = [];
  for (const fault of faults) {
    const last = merged.at(-1);
    const touches = last?.medium && fault.medium && last.medium.offset + last.medium.length === fault.medium.offset;
    if (last?.medium && fault.medium && touches && last.code === fault.code && last.path === fault.path) {
      const length = last.medium.length + fault.medium.length;
      merged[merged.length - 1] = { ...last, medium: { offset: last.medium.offset, length } };
    } else {
      merged.push(fault);
    }
  }
  return merged;
}

function faultCheck(name: string, fault: ImageFault, { sectorBytes }: ImageReader): Check {
  return mismatch(name, basename(fault.path), fault.code, { place: placeOf(fault, sectorBytes) });
}

/** `sectors 64-127` of the medium, or `byte 1900` of the file. */
function placeOf({ medium, fileOffset }: ImageFault, sectorBytes: number): string | null {
  if (medium !== null) {
    const first = Math.floor(medium.offset / sectorBytes);
    const last = Math.floor((medium.offset + Math.max(1, medium.length) - 1) / sectorBytes);
    return first === last ? `sector ${first}` : `sectors ${first}-${last}`;
  }
  return fileOffset === null ? null : `byte ${fileOffset}`;
}

function segmentChecks(reader: ImageReader, read: ReadBack, record: AcquisitionRecord | null): Check[] {
  if (record === null) return [];
  const present = new Map(reader.segments.map(({ path }, index) => [basename(path), read.segmentHashes[index] ?? '']));
  const checks = record.image.segments.map((segment): Check => {
    const digest = present.get(segment.name);
    present.delete(segment.name);
    if (digest === undefined) return mismatch('image.segment', segment.name, 'imaging.segment-missing');
    const values = { expected: segment.sha256, found: digest };
    if (segment.sha256 === null) {
      return { ...blank('image.segment', segment.name, 'not-performed', values), code: 'imaging.no-recorded-hash' };
    }
    if (segment.sha256 === digest) return match('image.segment', segment.name, values);
    return mismatch('image.segment', segment.name, 'imaging.segment-changed', values);
  });
  const surplus = [...present.keys()].map((name) => mismatch('image.segment', name, 'imaging.segment-surplus'));
  return [...checks, ...surplus];
}

/** Hashes that the image carries, then hashes of the record beside it, each against what was computed now. */
function hashChecks(reader: ImageReader, read: ReadBack, record: AcquisitionRecord | null): Check[] {
  const stored = keys(reader.storedHashes).map((name) => compare('image.hash-stored', name, reader.storedHashes, read));
  const recorded =
    record === null ? [] : keys(record.hashes).map((name) => compare('image.hash-recorded', name, record.hashes, read));
  const checks = [...stored, ...recorded];
  if (checks.length > 0) return checks;
  const values = { found: read.hashes.sha256 ?? null };
  return [{ ...blank('image.hash-stored', 'SHA-256', 'not-performed', values), code: 'imaging.no-stored-hash' }];
}

const HASH_LABELS: Readonly<Record<HashName, string>> = { sha256: 'SHA-256', sm3: 'SM3', md5: 'MD5', sha1: 'SHA-1' };

function compare(
  check: string,
  name: HashName,
  expectations: { readonly [name in HashName]?: string | undefined },
  read: ReadBack,
): Check {
  const values = { expected: expectations[name] ?? null, found: read.hashes[name] ?? null };
  if (values.expected === values.found) return match(check, HASH_LABELS[name], values);
  return mismatch(check, HASH_LABELS[name], 'imaging.hash-differs', values);
}

type Values = Partial<Pick<Check, 'expected' | 'found' | 'place'>>;

function match(name: string, subject: string, values: Values = {}): Check {
  return blank(name, subject, 'matched', values);
}

function mismatch(name: string, subject: string, code: string, values: Values = {}): Check {
  return { ...blank(name, subject, 'mismatched', values), code };
}

function blank(name: string, subject: string, verdict: Check['verdict'], values: Values): Check {
  return { name, subject, verdict, expected: null, found: null, code: null, place: null, ...values };
}

function worst(checks: readonly Check[]): Check['verdict'] {
  if (checks.some(({ verdict }) => verdict === 'mismatched')) return 'mismatched';
  return checks.some(({ verdict }) => verdict === 'not-performed') ? 'not-performed' : 'matched';
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
