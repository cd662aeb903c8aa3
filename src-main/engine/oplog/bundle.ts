/**
 * Takes the log away as a folder (`docs/formats/log-bundle.md`): every entry or, where it concerns somebody else, its
 * leaf hash; every checkpoint; the keys; certificates; proofs. Whole or absent.
 */
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, createFolderAtomically, RefusedError, toHex } from '../lib/index.ts';
import type { ReadDb } from '../vault/index.ts';
import { verifierKeys } from './checkpoints.ts';
import type { CheckpointRow } from './checkpointTable.ts';
import { allCheckpoints } from './checkpointTable.ts';
import { type EntryFields, readEntry } from './entry.ts';
import { type EntryRow, rowsFrom, storedNodes } from './entryTable.ts';
import { inclusionPath } from './merkle.ts';
import { tlogProof } from './reading.ts';

export const BUNDLE_FORMAT = 'sealbench/log-bundle/v1';

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

/** EEXIST when `path` is taken. Returns how many entries are withheld. */
export async function writeLogBundle(db: ReadDb, path: string, content: BundleContent): Promise<number> {
  let withheld = 0;
  await createFolderAtomically(path, async (folder) => {
    const { origin, head } = content;
    withheld = await writeEntries(db, join(folder, 'entries.jsonl'), content);
    await writeAll(join(folder, 'checkpoints'), checkpointFiles(db, head));
    await writeAll(join(folder, 'certificates'), certificateFiles(content.certificates));
    await writeAll(join(folder, 'proofs'), proofFiles(db, content));
    const manifest = { format: BUNDLE_FORMAT, origin, size: head.size, withheld };
    await writeAll(folder, [
      [
        'keys.txt',
        verifierKeys(db)
          .map((key) => `${key}\n`)
          .join(''),
      ],
      ['log-bundle.json', `${canonicalJson(manifest)}\n`],
    ]);
  });
  return withheld;
}

async function writeEntries(db: ReadDb, path: string, { head, disclose }: BundleContent): Promise<number> {
  let withheld = 0;
  const line = (row: EntryRow): string => {
    const entry = readEntry(row.index, row.text);
    // Whoever checks needs the keys, whatever else is withheld.
    if (entry.act === 'log.begin' || entry.act === 'log.key' || disclose(entry)) return `${row.text}\n`;
    withheld += 1;
    return `{"withheld":"${toHex(row.leaf)}"}\n`;
  };
  const file = await open(path, 'wx', 0o600);
  try {
    for (let start = 0; start < head.size; start += PAGE) {
      await file.write(rowsFrom(db, start, head.size, PAGE).map(line).join(''));
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return withheld;
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

/** Writes and flushes the files; a folder for none is not made. */
async function writeAll(folder: string, files: readonly TextFile[]): Promise<void> {
  if (files.length === 0) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of files) {
    const file = await open(join(folder, name), 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}
