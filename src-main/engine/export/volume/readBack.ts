/** A volume that was just written, read again through its passphrase: every file must come back as it went in. */
import { createHash } from 'node:crypto';
import type { JobContext } from '../../jobs/types.ts';
import { EvidenceError, WrongKeyError } from '../../lib/index.ts';
import { openFrom } from './open.ts';
import type { SealedFile, SealedVolume, SealRequest } from './types.ts';
import { VolumeFile } from './volumeFile.ts';

/** Where the bytes came from. Throws `volume.read-back-differs` at the first thing that is not the same. */
export async function readBack(
  path: string,
  secrets: Pick<SealRequest, 'format' | 'passphrase'> & { readonly pim: number | null },
  files: readonly SealedFile[],
  job: JobContext,
): Promise<SealedVolume['readBackFrom']> {
  const file = await VolumeFile.openDirect(path);
  const from = file.direct ? 'medium' : 'cache';
  try {
    await compareFiles(file, secrets, files, job);
  } catch (error) {
    // What was written correctly opens and reads without any complaint: whatever is wrong now, the medium has done.
    const complaint = error instanceof EvidenceError || error instanceof WrongKeyError;
    if (!complaint || error.code === 'volume.read-back-differs') throw error;
    throw differs(error.code, error);
  }
  return from;
}

async function compareFiles(
  file: VolumeFile,
  { format, passphrase, pim }: Parameters<typeof readBack>[1],
  files: readonly SealedFile[],
  job: JobContext,
): Promise<void> {
  const derivations = [format === 'veracrypt-argon2id' ? 'argon2id' : 'sha512'] as const;
  const volume = await openFrom(file, passphrase, { derivations, pim });
  try {
    const [finding] = volume.findings;
    if (finding !== undefined) throw differs(finding.code);
    let done = 0;
    for (const { path, sha256 } of files) {
      const hash = createHash('sha256');
      for await (const chunk of volume.readFile(path)) {
        job.signal.throwIfAborted();
        await job.whilePaused();
        hash.update(chunk);
        done += chunk.length;
        job.progress(done);
      }
      if (hash.digest('hex') !== sha256) throw differs(path);
    }
  } finally {
    await volume.close();
  }
}

function differs(place: string, cause?: unknown): EvidenceError {
  return new EvidenceError('volume.read-back-differs', { place }, cause);
}
