/**
 * Takes the log away as a folder (`docs/formats/log-bundle.md`): every entry or, where it concerns somebody else, its
 * leaf hash; every checkpoint; the keys; certificates; proofs. Whole or absent.
 */
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson, createFolderAtomically, RefusedError, toHex } from '../lib/index.ts';
import type { ReadDb } from '../vault/index.ts';
import { verifierKeys } from './checkpoints.ts';
import type { CheckpointRow } from './checkpointTable.ts';
import { allCheckpoints } from './checkpointTable.ts';
import { type EntryFields, readEntry } from './entry.ts';
import { type EntryRow, rowsFrom, storedNodes } from './entryTable.ts';
import { inclusionPath } from './merkle.ts';
import { tlogProof } from './reading.ts';

const BUNDLE_FORMAT = 'sealbench/log-bundle/v1';

export interface BundleContent {
  readonly origin: string;
  /** The newest checkpoint, which covers every entry of the bundle. */
  readonly head: CheckpointRow;
  /** Whether an entry is shown to the recipient; the others are there by their leaf hash alone. */
  readonly disclose: (entry: EntryFields) => boolean;
  /** Entries whose inclusion proof is written beside. */
  readonly proofs: readonly number[];
  /** PEM certificates of the authority and of the people who signed, by file name without extension. */
  readonly certificates: Readonly<Record<string, string>>;
}

const PAGE = 2000;

/** Takes one file of a bundle; its text comes in pieces, because the entries may be many. */
export type PutFile = (path: string, pieces: Iterable<string>) => void | Promise<void>;

/** EEXIST when `path` is taken. Returns how many entries are withheld. */
export async function writeLogBundle(db: ReadDb, path: string, content: BundleContent): Promise<number> {
  let withheld = 0;
  await createFolderAtomically(path, async (folder) => {
    withheld = await composeLogBundle(db, content, (name, pieces) => writeFlushed(join(folder, name), pieces));
  });
  return withheld;
}

/** Hands every file of the bundle to `put`, paths within it. Returns how many entries are withheld. */
export async function composeLogBundle(db: ReadDb, content: BundleContent, put: PutFile): Promise<number> {
  const { origin, head } = content;
  const entries = entryPages(db, content);
  await put('entries.jsonl', entries.pages());
  const texts = [
    ...inFolder('checkpoints', checkpointFiles(db, head)),
    ...inFolder('certificates', certificateFiles(content.certificates)),
    ...inFolder('proofs', proofFiles(db, content)),
  ];
  for (const [name, text] of texts) await put(name, [text]);
  const withheld = entries.withheld();
  await put(
    'keys.txt',
    verifierKeys(db).map((key) => `${key}\n`),
  );
  await put('log-bundle.json', [`${canonicalJson({ format: BUNDLE_FORMAT, origin, size: head.size, withheld })}\n`]);
  return withheld;
}

function entryPages(db: ReadDb, { head, disclose }: BundleContent): { pages(): Iterable<string>; withheld(): number } {
  let withheld = 0;
  const line = (row: EntryRow): string => {
    const entry = readEntry(row.index, row.text);
    // Whoever checks needs the keys, whatever else is withheld.
    if (entry.act === 'log.begin' || entry.act === 'log.key' || disclose(entry)) return `${row.text}\n`;
    withheld += 1;
    return `{"withheld":"${toHex(row.leaf)}"}\n`;
  };
  return {
    *pages() {
      for (let start = 0; start < head.size; start += PAGE) {
        yield rowsFrom(db, start, head.size, PAGE).map(line).join('');
      }
    },
    withheld: () => withheld,
  };
}

function inFolder(folder: string, files: readonly TextFile[]): readonly TextFile[] {
  return files.map(([name, text]) => [`${folder}/${name}`, text] as const);
}

type TextFile = readonly [name: string, content: string];

function checkpointFiles(db: ReadDb, head: CheckpointRow): readonly TextFile[] {
  return allCheckpoints(db)
    .filter((row) => row.number <= head.number)
    .map((row) => [`${String(row.number).padStart(8, '0')}.note`, row.note] as const);
}

function certificateFiles(certificates: Readonly<Record<string, string>>): readonly TextFile[] {
  return Object.entries(certificates).map(([name, pem]) => {
    if (!/^[A-Za-z0-9._-]{1,100}$/.test(name)) throw new RefusedError('log.certificate-name', { name });
    return [`${name}.pem`, pem] as const;
  });
}

function proofFiles(db: ReadDb, { head, proofs }: BundleContent): readonly TextFile[] {
  return proofs.map((index) => {
    if (index >= head.size) throw new RefusedError('log.no-such-entry', { index });
    const proof = tlogProof(index, inclusionPath(index, head.size, storedNodes(db)), head.note);
    return [`${String(index).padStart(8, '0')}.tlog-proof`, proof] as const;
  });
}

async function writeFlushed(path: string, pieces: Iterable<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  try {
    for (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}
