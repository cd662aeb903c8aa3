/** What a path holds, by its content: the name decides nothing. */
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { IoError, isErrnoException } from '../lib/index.ts';

export type Kind = 'image' | 'volume' | 'bag' | 'log-bundle' | 'unknown-folder';

const E01_SIGNATURE = Buffer.from([0x45, 0x56, 0x46, 0x09, 0x0d, 0x0a, 0xff, 0x00]);
const LUKS_SIGNATURE = Buffer.from('LUKS\xba\xbe', 'latin1');
const SAMPLE_BYTES = 64 << 10;
/** The smallest VeraCrypt volume: two header areas of 128 KiB (its format description, "Volume Format Specification"). */
const LEAST_VOLUME_BYTES = 2 * 131_072;

/** With a passphrase a file that is no E01 is taken for a volume. Throws `io.*` when the path cannot be read. */
export async function detect(path: string, hasPassphrase: boolean): Promise<Kind> {
  const facts = await stat(path).catch(asUnreadable);
  if (facts.isDirectory()) {
    const names = new Set(await readdir(path));
    if (names.has('log-bundle.json')) return 'log-bundle';
    if (names.has('bagit.txt') || names.has('data')) return 'bag';
    return 'unknown-folder';
  }
  const sample = await readSample(path);
  if (sample.subarray(0, E01_SIGNATURE.length).equals(E01_SIGNATURE)) return 'image';
  if (sample.subarray(0, LUKS_SIGNATURE.length).equals(LUKS_SIGNATURE)) return 'volume';
  if (hasPassphrase) return 'volume';
  if (await hasRecord(path)) return 'image';
  return facts.size >= LEAST_VOLUME_BYTES && looksRandom(sample) ? 'volume' : 'image';
}

function asUnreadable(error: unknown): never {
  if (isErrnoException(error) && error.code === 'ENOENT')
    throw new IoError('io.not-found', { path: error.path ?? '' }, error);
  throw error;
}

async function readSample(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function hasRecord(path: string): Promise<boolean> {
  const record = join(dirname(path), `${basename(path, extname(path))}.acquisition.json`);
  return stat(record).then(
    (facts) => facts.isFile(),
    () => false,
  );
}

/**
 * An encrypted volume has no mark of its own; its bytes are like random ones. Pearson's chi-squared over byte values has
 * 255 degrees of freedom: beyond 400 is rarer than one in ten million for random bytes, and ordinary data is far beyond.
 */
function looksRandom(sample: Buffer): boolean {
  if (sample.length < SAMPLE_BYTES) return false;
  const counts = new Uint32Array(256);
  for (const value of sample) counts[value] = (counts[value] as number) + 1;
  const expected = sample.length / 256;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) < 400;
}
