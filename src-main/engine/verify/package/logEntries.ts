/** Entries of a log bundle by their index, for comparing what a record says of the log with the log itself. */
import { createHash } from 'node:crypto';
import type { ReadableTree } from '../tree.ts';

export interface LoggedEntry {
  /** RFC 9162 §2.1.1, hexadecimal. */
  readonly leafHash: string;
  /** Null when the entry is withheld. */
  readonly content: EntryContent | null;
}

export interface EntryContent {
  readonly act: unknown;
  readonly outcome: unknown;
  readonly subject: Readonly<Record<string, unknown>>;
}

/** Reads the file once and keeps what was asked for; lines that are no entries are left to the log's own check. */
export async function readEntries(
  tree: ReadableTree,
  path: string,
  indexes: ReadonlySet<number>,
): Promise<ReadonlyMap<number, LoggedEntry>> {
  const found = new Map<number, LoggedEntry>();
  const keep = (line: Buffer, index: number): void => {
    if (indexes.has(index)) found.set(index, asEntry(line));
  };
  let rest: Buffer = Buffer.alloc(0);
  let index = 0;
  for await (const chunk of tree.read(path)) {
    const block = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = block.indexOf(0x0a, start); end >= 0; end = block.indexOf(0x0a, start)) {
      keep(block.subarray(start, end), index);
      index += 1;
      start = end + 1;
    }
    rest = block.subarray(start);
  }
  return found;
}

function asEntry(line: Buffer): LoggedEntry {
  const leafHash = createHash('sha256').update('\u0000').update(line).digest('hex');
  try {
    const { withheld, act, outcome, subject } = JSON.parse(line.toString('utf8')) as Record<string, unknown>;
    if (typeof withheld === 'string') return { leafHash: withheld, content: null };
    if (typeof subject !== 'object' || subject === null) return { leafHash, content: null };
    return { leafHash, content: { act, outcome, subject: subject as Record<string, unknown> } };
  } catch {
    return { leafHash, content: null };
  }
}
