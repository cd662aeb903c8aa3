/**
 * The acquisition record that stands beside an image: who, what, how, and every value needed to check it again without
 * this program. docs/formats/acquisition-record.md describes it.
 */
import { readFile } from 'node:fs/promises';
import { release, type as systemName } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import {
  hashes,
  imageRecord,
  type SourceFacts,
  sha256,
  sourceFacts,
  verdict,
} from '../../../src-preload/contract/index.ts';
import { canonicalJson, sha256Of, writeFileAtomically } from '../lib/index.ts';
import type { LogReceipt } from '../oplog/index.ts';
import type { Acquired } from './acquired.ts';
import type { AcquireTools, NewImage } from './acquireTools.ts';
import { FILL_BYTE } from './pipeline/readAround.ts';
import { rescueMap } from './rescueMap.ts';

const RECORD_FORMAT = 'sealbench/acquisition-record/v1';

const isoTime = z.iso.datetime();

const acquisitionRecord = z.strictObject({
  format: z.literal(RECORD_FORMAT),
  software: z.strictObject({ name: z.string(), version: z.string(), runtime: z.string(), operatingSystem: z.string() }),
  case: z.strictObject({ id: z.string(), number: z.string() }),
  exhibit: z.strictObject({ id: z.string(), number: z.string() }),
  operator: z.string(),
  witness: z.string(),
  examiner: z.string(),
  notes: z.string(),
  source: sourceFacts,
  /** Sectors that the medium hides (HPA, DCO): the operating system does not tell, and nothing of them is in the image. */
  hiddenAreas: z.literal('not-determined'),
  image: z.strictObject({
    format: imageRecord.shape.format,
    sizeBytes: z.number().int(),
    sectorBytes: z.number().int(),
    segmentBytes: z.number().int(),
    compression: z.enum(['none', 'fast', 'best']),
    /** File names, without folders, so that the set can be moved. */
    segments: z.array(z.strictObject({ name: z.string(), sizeBytes: z.number().int(), sha256: sha256.nullable() })),
  }),
  hashes,
  imageVerdict: verdict,
  sourceVerdict: verdict,
  /** Hexadecimal byte that stands where nothing could be read. */
  fill: z.string(),
  badRanges: z.array(
    z.strictObject({ offset: z.number().int(), length: z.number().int(), errno: z.string(), at: isoTime }),
  ),
  /** What a folder held; null of a medium. */
  entries: z
    .strictObject({
      files: z.number().int(),
      folders: z.number().int(),
      links: z.number().int(),
      notCaptured: z.number().int(),
    })
    .nullable(),
  /** Byte of the medium at which an interrupted acquisition was taken up again; null when it went through. */
  resumedAtByte: z.number().int().nullable(),
  /** By how many milliseconds the wall clock was set while the work ran; 0 when it was left alone. */
  clockJumpMs: z.number().int(),
  startedAt: isoTime,
  endedAt: isoTime,
  log: z.strictObject({ index: z.number().int(), leafHash: sha256, checkpoint: z.string() }),
});
export type AcquisitionRecord = z.infer<typeof acquisitionRecord>;

function recordPath(folder: string, baseName: string): string {
  return join(folder, `${baseName}.acquisition.json`);
}

export interface RecordFacts {
  readonly tools: AcquireTools;
  readonly source: SourceFacts;
  readonly image: NewImage;
  readonly acquired: Acquired;
  readonly clockJumpMs: number;
}

/** All of the record but where it stands in the log, which takes the digest of this. */
export type UnloggedRecord = Omit<AcquisitionRecord, 'log'>;

/** SHA-256 over the canonical JSON (RFC 8785): what the log's entry holds, so that the record cannot change afterwards. */
export function recordDigest(record: UnloggedRecord): string {
  return sha256Of(canonicalJson(record));
}

/** Writes the record beside the image, and the map of bad ranges where there are any. */
export async function leaveRecord(
  { tools, acquired: { sizeBytes, badRanges } }: RecordFacts,
  record: UnloggedRecord,
  { index, leafHash }: LogReceipt,
  checkpoint: string,
): Promise<void> {
  const { destination, baseName } = tools.approval.parameters;
  if (badRanges.length > 0) {
    const map = rescueMap(sizeBytes, badRanges);
    await writeFileAtomically(join(destination, `${baseName}.map`), map, { existing: 'refuse' });
  }
  const whole: AcquisitionRecord = { ...record, log: { index, leafHash, checkpoint } };
  const text = `${JSON.stringify(whole, null, 2)}\n`;
  await writeFileAtomically(recordPath(destination, baseName), text, { existing: 'refuse' });
}

export function recordOf({ tools, source, image, acquired, clockJumpMs }: RecordFacts): UnloggedRecord {
  const { caseId, exhibitId, examiner, notes, segmentBytes, compression } = tools.approval.parameters;
  const iso = (at: number): string => new Date(at).toISOString();
  return {
    format: RECORD_FORMAT,
    software: {
      name: 'Sealbench',
      version: tools.version,
      runtime: `Node ${process.versions.node}`,
      operatingSystem: `${systemName()} ${release()}`,
    },
    case: { id: caseId, number: tools.exhibit.caseNumber },
    exhibit: { id: exhibitId, number: tools.exhibit.number },
    operator: image.operator,
    witness: image.witness,
    examiner,
    notes,
    source,
    hiddenAreas: 'not-determined',
    image: {
      format: image.format,
      sizeBytes: acquired.sizeBytes,
      sectorBytes: acquired.sectorBytes,
      segmentBytes: image.format === 'bag' ? 0 : segmentBytes,
      compression: image.format === 'e01' ? compression : 'none',
      segments: image.segments.map(({ path, sizeBytes, sha256 }) => ({ name: basename(path), sizeBytes, sha256 })),
    },
    hashes: image.hashes,
    imageVerdict: image.imageVerdict,
    sourceVerdict: image.sourceVerdict,
    fill: FILL_BYTE.toString(16).padStart(2, '0'),
    badRanges: acquired.badRanges.map(({ offset, length, errno, at }) => ({ offset, length, errno, at: iso(at) })),
    entries: acquired.entries,
    resumedAtByte: acquired.resumedAt,
    clockJumpMs,
    startedAt: iso(image.startedAt),
    endedAt: iso(image.endedAt),
  };
}

/** Null when there is none beside the image; `'damaged'` when there is a file that is not such a record. */
export async function readRecordBeside(imagePath: string): Promise<AcquisitionRecord | 'damaged' | null> {
  const stem = basename(imagePath, extname(imagePath));
  const text = await readFile(recordPath(dirname(imagePath), stem), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return acquisitionRecord.parse(JSON.parse(text));
  } catch {
    return 'damaged';
  }
}
