/** A volume that was just written, read again through its passphrase: every file must come back as it went in. */
import { createHash } from 'node:crypto';
import type { JobContext } from '../../jobs/types.ts';
import { EvidenceError } from '../../lib/index.ts';
import { openFrom } from './open.ts';
import type { SealedFile, SealedVolume } from './types.ts';
import { VolumeFile } from './volumeFile.ts';

/** Where the bytes came from. Throws `volume.read-back-differs` at the first file that is not the same. */
export async function readBack(
  path: string,
  passphrase: string,
  files: readonly SealedFile[],
  job: JobContext,
): Promise<SealedVolume['readBackFrom']> {
  const file = await VolumeFile.openDirect(path);
  const volume = await openFrom(file, passphrase);
  try {
    const [finding] = volume.findings;
    if (finding !== undefined) throw new EvidenceError('volume.read-back-differs', { path: finding.code });
    let done = 0;
    for (const { path: name, sha256 } of files) {
      const hash = createHash('sha256');
      for await (const chunk of volume.readFile(name)) {
        job.signal.throwIfAborted();
        await job.whilePaused();
        hash.update(chunk);
        done += chunk.length;
        job.progress(done);
      }
      if (hash.digest('hex') !== sha256) throw new EvidenceError('volume.read-back-differs', { path: name });
    }
    return file.direct ? 'medium' : 'cache';
  } finally {
    await volume.close();
  }
}
