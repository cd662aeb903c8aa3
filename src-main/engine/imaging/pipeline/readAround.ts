/**
 * Reading a medium that may be damaged. One large read; where it fails, blocks; where a block fails, single sectors,
 * each tried again; what stays unreadable becomes zeros and is named. Neighbours of a bad sector are always kept.
 */
import type { UtcMs } from '../../lib/index.ts';
import { type Clock, EvidenceError, isErrnoException } from '../../lib/index.ts';
import { endOfSource, type ReadOnlySource } from '../sources/index.ts';

/** Sectors that could not be read, as bytes of the medium. */
export interface BadRange {
  readonly offset: number;
  readonly length: number;
  /** The operating system's name of the error, e.g. `EIO`. */
  readonly errno: string;
  /** When it was given up. */
  readonly at: UtcMs;
}

export interface ReadAroundOptions {
  readonly clock: Clock;
  /** Further attempts for a single sector. */
  readonly retries: number;
  /** Between sectors: throws when the work was cancelled. */
  readonly signal: AbortSignal;
}

/** What stands in the image where nothing could be read; said in the record and in docs/formats. */
export const FILL_BYTE = 0;

const BLOCK_BYTES = 64 * 1024;

/** Fills all of `target` from `offset`. Throws when the source has ended early or has left. */
export async function readAround(
  source: ReadOnlySource,
  target: Uint8Array,
  offset: number,
  options: ReadAroundOptions,
): Promise<BadRange[]> {
  const errno = await attempt(source, target, offset);
  if (errno === null) return [];
  const bad: BadRange[] = [];
  for (let at = 0; at < target.length; at += BLOCK_BYTES) {
    options.signal.throwIfAborted();
    const block = target.subarray(at, at + BLOCK_BYTES);
    if (target.length <= BLOCK_BYTES || (await attempt(source, block, offset + at)) !== null) {
      bad.push(...(await readSectors(source, block, offset + at, options)));
    }
  }
  return mergeBadRanges(bad);
}

async function readSectors(
  source: ReadOnlySource,
  target: Uint8Array,
  offset: number,
  { clock, retries, signal }: ReadAroundOptions,
): Promise<BadRange[]> {
  const bad: BadRange[] = [];
  for (let at = 0; at < target.length; at += source.sectorBytes) {
    const sector = target.subarray(at, at + source.sectorBytes);
    let errno = await attempt(source, sector, offset + at);
    for (let retry = 0; errno !== null && retry < retries; retry++) {
      signal.throwIfAborted();
      errno = await attempt(source, sector, offset + at);
    }
    if (errno === null) continue;
    sector.fill(FILL_BYTE);
    bad.push({ offset: offset + at, length: sector.length, errno, at: clock.now() });
  }
  return bad;
}

/** Null when every byte came, else the errno. */
async function attempt(source: ReadOnlySource, target: Uint8Array, offset: number): Promise<string | null> {
  try {
    const read = await source.read(target, offset);
    if (read === target.length) return null;
  } catch (error) {
    const end = endOfSource(error, source.path);
    if (end !== null) throw end;
    return isErrnoException(error) ? (error.code ?? 'EIO') : 'EIO';
  }
  throw new EvidenceError('source.shrunk', { path: source.path, offset, size: source.sizeBytes });
}

/** Ranges that touch and failed alike become one; the time is that of the first. */
export function mergeBadRanges(ranges: readonly BadRange[]): BadRange[] {
  const merged: BadRange[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last !== undefined && last.offset + last.length === range.offset && last.errno === range.errno) {
      merged[merged.length - 1] = { ...last, length: last.length + range.length };
    } else {
      merged.push(range);
    }
  }
  return merged;
}
