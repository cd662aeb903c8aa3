/**
 * The acquisition record that stands beside an image: who, what, how, and every value needed to check it again without
 * this program. docs/formats/acquisition-record.md describes it.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import { hashes, sha256, sourceFacts, verdict } from '../../../src-preload/contract/index.ts';
import { writeFileAtomically } from '../lib/index.ts';

export const RECORD_FORMAT = 'sealbench/acquisition-record/v1';

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
  image: z.strictObject({
    format: z.enum(['e01', 'raw']),
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
  startedAt: isoTime,
  endedAt: isoTime,
  log: z.strictObject({ index: z.number().int(), leafHash: sha256, checkpoint: z.string() }),
});
export type AcquisitionRecord = z.infer<typeof acquisitionRecord>;

export function recordPath(folder: string, baseName: string): string {
  return join(folder, `${baseName}.acquisition.json`);
}

export async function writeRecord(path: string, record: AcquisitionRecord): Promise<void> {
  await writeFileAtomically(path, `${JSON.stringify(record, null, 2)}\n`, { existing: 'refuse' });
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
