/**
 * What an acquisition notes beside its unfinished files, so that another process can go on where it was killed: a first
 * line with everything that decides the image's bytes, then a line a window. docs/formats/acquisition-record.md §3.
 */
import { type FileHandle, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type AcquireParameters, acquireParameters, sourceFacts } from '../../../src-preload/contract/index.ts';
import { EvidenceError, IoError, isErrnoException, utcMs } from '../lib/index.ts';
import { PARTIAL, writeError } from './formats/index.ts';
import type { Window } from './pipeline/window.ts';

const JOURNAL_FORMAT = 'sealbench/acquisition-journal/v1';

const head = z.strictObject({
  format: z.literal(JOURNAL_FORMAT),
  parameters: acquireParameters,
  source: sourceFacts,
  /** Changes when the source is written to: size and modification time, or size and serial number. */
  sourceStamp: z.string(),
  /** 32 hexadecimal digits. */
  setIdentifier: z.string(),
  ceremonyId: z.string(),
  metadata: z.strictObject({
    caseNumber: z.string(),
    evidenceNumber: z.string(),
    description: z.string(),
    examiner: z.string(),
    notes: z.string(),
    model: z.string(),
    serial: z.string(),
    software: z.string(),
    operatingSystem: z.string(),
    acquiredAt: z.number().int(),
  }),
  startedAt: z.number().int(),
});
/** Without the line that names the format. */
export type JournalHead = Omit<z.infer<typeof head>, 'format'>;

const badRange = z.strictObject({
  offset: z.number().int(),
  length: z.number().int(),
  errno: z.string(),
  at: z.number().int().transform(utcMs),
});

const line = z.strictObject({
  end: z.number().int(),
  mark: z.string(),
  /** Sizes of the chunks, 32-bit little-endian, base64; null where the format has none. */
  sizes: z.string().nullable(),
  badRanges: z.array(badRange),
});

export interface Journal {
  add(window: Window): Promise<void>;
  close(): Promise<void>;
}

const JOURNAL_ENDING = `.journal${PARTIAL}`;

export function journalPath(folder: string, baseName: string): string {
  return join(folder, baseName + JOURNAL_ENDING);
}

export async function createJournal(path: string, facts: JournalHead): Promise<Journal> {
  return begunJournal(path, facts, []);
}

/** Goes on behind the windows that were found sound; the one before is replaced whole, or stays. */
export async function continueJournal(path: string, facts: JournalHead, windows: readonly Window[]): Promise<Journal> {
  const next = path.slice(0, -PARTIAL.length) + NEXT + PARTIAL;
  const journal = await begunJournal(next, facts, windows);
  await rename(next, path);
  return journal;
}

const NEXT = '.next';

async function begunJournal(path: string, facts: JournalHead, windows: readonly Window[]): Promise<Journal> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, 'w', 0o600);
    const first = JSON.stringify({ format: JOURNAL_FORMAT, ...facts });
    await file.appendFile(`${[first, ...windows.map(lineOf)].join('\n')}\n`);
    await file.datasync();
  } catch (error) {
    await file?.close();
    throw writeError(error, path);
  }
  return appendingTo(file, path);
}

function appendingTo(file: FileHandle, path: string): Journal {
  return {
    async add(window) {
      try {
        await file.appendFile(`${lineOf(window)}\n`);
        await file.datasync();
      } catch (error) {
        throw writeError(error, path);
      }
    },
    close: () => file.close(),
  };
}

function lineOf({ end, mark, sizes, badRanges }: Window): string {
  const packed = sizes === null ? null : Buffer.from(sizes.buffer, sizes.byteOffset, sizes.byteLength);
  return JSON.stringify({ end, mark, sizes: packed?.toString('base64') ?? null, badRanges });
}

export interface Interrupted {
  readonly head: JournalHead;
  readonly windows: readonly Window[];
}

/** Throws `EvidenceError('imaging.nothing-to-resume')` when there is no journal, or none that can be read. */
export async function readJournal(path: string): Promise<Interrupted> {
  const text = await readFile(path, 'utf8').catch(() => '');
  // The last line may have been cut off when the process was killed: without its line break it does not count.
  const [first = '', ...rest] = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  const parsed = head.safeParse(parseJson(first));
  if (!parsed.success) throw new EvidenceError('imaging.nothing-to-resume', { path });
  const windows: Window[] = [];
  for (const row of rest) {
    const window = line.safeParse(parseJson(row));
    if (!window.success) break;
    const { sizes, ...facts } = window.data;
    const packed = sizes === null ? null : new Uint8Array(Buffer.from(sizes, 'base64'));
    windows.push({ ...facts, sizes: packed === null ? null : new Uint32Array(packed.buffer) });
  }
  return { head: parsed.data, windows };
}

/** Parameters of every acquisition that was interrupted in this folder. */
export async function interruptedAcquisitions(folder: string): Promise<AcquireParameters[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isErrnoException(error)) throw new IoError('imaging.destination-missing', { path: folder }, error);
    throw error;
  });
  const found: AcquireParameters[] = [];
  for (const name of names.filter((one) => one.endsWith(JOURNAL_ENDING))) {
    found.push((await readJournal(join(folder, name))).head.parameters);
  }
  return found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
