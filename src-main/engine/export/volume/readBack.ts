/**
 * A volume that was just written, read again through its passphrase: it must open without a complaint, its file system be
 * whole, every file come back as it went in, and the free space behind be empty up to the last sector. So a medium that
 * is smaller than it says is found out too: what it dropped or wrote over itself does not come back.
 */
import { createHash } from 'node:crypto';
import type { JobContext } from '../../jobs/index.ts';
import { EvidenceError, WrongKeyError } from '../../lib/index.ts';
import { type ByteSource, checkExfat, openExfat, readExfatFile } from '../filesystem/index.ts';
import { unlockVolume } from './open.ts';
import { PayloadAhead } from './payloadAhead.ts';
import { READ_BYTES_MAX, VolumeFile } from './target/volumeFile.ts';
import type { SealedFile, SealedVolume, SealRequest, VolumeFinding } from './types.ts';

export interface Expectation {
  readonly files: readonly SealedFile[];
  /** Up to there the payload is in use, bytes; behind it are zeros. */
  readonly usedBytes: number;
}

/** Where the bytes came from. Throws `volume.read-back-differs` at the first thing that is not the same. */
export async function readBack(
  path: string,
  secrets: Pick<SealRequest, 'format' | 'passphrase'> & { readonly pim: number | null },
  expected: Expectation,
  job: JobContext,
): Promise<SealedVolume['readBackFrom']> {
  const file = await VolumeFile.openDirect(path);
  try {
    await compare(file, secrets, expected, job);
    return file.direct ? 'medium' : 'cache';
  } catch (error) {
    // What was written correctly opens and reads without any complaint: whatever is wrong now, the medium has done.
    const complaint = error instanceof EvidenceError || error instanceof WrongKeyError;
    if (!complaint || error.code === 'volume.read-back-differs') throw error;
    throw differs(error.code, error);
  } finally {
    await file.close();
  }
}

async function compare(
  file: VolumeFile,
  { format, passphrase, pim }: Parameters<typeof readBack>[1],
  expected: Expectation,
  job: JobContext,
): Promise<void> {
  const derivations = [format === 'veracrypt-argon2id' ? 'argon2id' : 'sha512'] as const;
  const volume = await unlockVolume(file, passphrase, { derivations, pim });
  const payload = new PayloadAhead(file, volume);
  volume.key.fill(0);
  try {
    await comparePayload(payload, volume.findings, expected, job);
  } finally {
    await payload.close();
  }
}

async function comparePayload(
  payload: ByteSource,
  findings: readonly VolumeFinding[],
  { files, usedBytes }: Expectation,
  job: JobContext,
): Promise<void> {
  const exfat = await openExfat(payload);
  const [finding] = [...findings, ...(await checkExfat(payload, exfat))];
  if (finding !== undefined) throw differs(finding.code);

  let done = 0;
  const count = async (bytes: number): Promise<void> => {
    job.signal.throwIfAborted();
    await job.whilePaused();
    done += bytes;
    job.progress(done);
  };
  const entries = new Map(exfat.entries.map((entry) => [entry.path, entry]));
  for (const { path, sha256 } of files) {
    const entry = entries.get(path);
    if (entry === undefined) throw differs(path);
    const hash = createHash('sha256');
    for await (const chunk of readExfatFile(payload, exfat.geometry, entry)) {
      hash.update(chunk);
      await count(chunk.length);
    }
    if (hash.digest('hex') !== sha256) throw differs(path);
  }
  await mustBeEmpty(payload, usedBytes, count);
}

async function mustBeEmpty(payload: ByteSource, from: number, count: (bytes: number) => Promise<void>): Promise<void> {
  const zeros = Buffer.alloc(READ_BYTES_MAX);
  for (let at = from; at < payload.sizeBytes; at += READ_BYTES_MAX) {
    const length = Math.min(READ_BYTES_MAX, payload.sizeBytes - at);
    if (Buffer.compare(await payload.read(at, length), zeros.subarray(0, length)) !== 0) throw differs(`+${at}`);
    await count(length);
  }
}

function differs(place: string, cause?: unknown): EvidenceError {
  return new EvidenceError('volume.read-back-differs', { place }, cause);
}
