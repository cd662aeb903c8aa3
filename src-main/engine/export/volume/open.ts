/** Either format, opened to be read. */
import { EvidenceError } from '../../lib/index.ts';
import { type ByteSource, checkExfat, type ExfatEntry, openExfat, readExfatFile } from '../filesystem/index.ts';
import { isLuks, unlockLuks2 } from './luks2/open.ts';
import { DecryptedPayload } from './payload.ts';
import type { UnlockedVolume } from './prepared.ts';
import { VolumeFile } from './target/volumeFile.ts';
import type { OpenVolume } from './types.ts';
import { type UnlockOptions, unlockVeracrypt } from './veracrypt/open.ts';

/** Opens either format; `volume.*` errors tell wrong passphrase, damage, truncation and foreign files apart. */
export async function openSealedVolume(
  path: string,
  passphrase: string,
  options: UnlockOptions = {},
): Promise<OpenVolume> {
  const file = await VolumeFile.open(path);
  try {
    const volume = await unlockVolume(file, passphrase, options);
    const payload = new DecryptedPayload(file, volume);
    volume.key.fill(0);
    return await openTree(file, volume, payload);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** LUKS2 says what it is; anything else can only be tried as VeraCrypt. */
export async function unlockVolume(
  file: VolumeFile,
  passphrase: string,
  options: UnlockOptions,
): Promise<UnlockedVolume> {
  return (await isLuks(file)) ? await unlockLuks2(file, passphrase) : await unlockVeracrypt(file, passphrase, options);
}

async function openTree(file: VolumeFile, volume: UnlockedVolume, payload: ByteSource): Promise<OpenVolume> {
  const exfat = await openExfat(payload);
  const { geometry, label, entries } = exfat;
  const inside = geometry.volumeLength * geometry.sectorBytes;
  if (inside > payload.sizeBytes) {
    // LUKS2 does not say how long its payload is; the file system in it does.
    const expected = volume.payloadOffset + inside;
    throw new EvidenceError('volume.truncated', { path: file.path, expected, found: file.sizeBytes });
  }
  const files = new Map<string, ExfatEntry>();
  for (const entry of entries) if (!entry.isFolder) files.set(entry.path, entry);
  return {
    format: volume.format,
    sizeBytes: file.sizeBytes,
    label,
    findings: [...volume.findings, ...(await checkExfat(payload, exfat))],
    entries: entries.map(({ path, isFolder, sizeBytes, modifiedAt }) => ({
      path,
      kind: isFolder ? 'folder' : 'file',
      sizeBytes,
      modifiedAt: modifiedAt?.at ?? null,
    })),
    async *readFile(path, from = 0) {
      const entry = files.get(path);
      if (entry === undefined) throw new EvidenceError('exfat.no-such-file', { path });
      yield* readExfatFile(payload, geometry, entry, from);
    },
    close: () => file.close(),
  };
}
