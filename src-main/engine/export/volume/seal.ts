/**
 * A tree of files into a new volume: exFAT inside AES-256-XTS, written once from front to back, flushed, read back through
 * the passphrase and compared, and only then given its name.
 *
 * What a crash leaves: a file `.<name>.<random>.partial`, or a device with wiped ends, without a header that opens unless
 * the read-back had begun.
 */
import { createHash } from 'node:crypto';
import type { JobContext } from '../../jobs/index.ts';
import { EvidenceError, sha256Hex } from '../../lib/index.ts';
import { type FileTree, layoutExfat, type TreeFile } from '../filesystem/index.ts';
import { luks2Size, prepareLuks2 } from './luks2/create.ts';
import type { PreparedVolume } from './prepared.ts';
import { readBack } from './readBack.ts';
import { EncryptedWriter } from './target/encryptedWriter.ts';
import { inspectTarget, mustHaveRoom } from './target/inspect.ts';
import { onTarget } from './target/onTarget.ts';
import type { VolumeTarget } from './target/volumeTarget.ts';
import type { SealedFile, SealedVolume, SealRequest, VolumeFormat } from './types.ts';
import { prepareVeracrypt, veracryptSize } from './veracrypt/create.ts';

/** Steps that `writeSealedVolume` reports, for the job's list; names have messages `job.step.<name>`. */
export const SEAL_STEPS = [
  { name: 'volume.write', weight: 5 },
  { name: 'volume.read-back', weight: 4 },
] as const;

export interface VolumePlan {
  /** Size of the whole volume file in bytes. */
  readonly neededBytes: number;
}

/** Size of the volume for this tree; refuses names and sizes that exFAT cannot hold (`exfat.*`). */
export function planVolume(tree: FileTree, format: VolumeFormat): VolumePlan {
  return { neededBytes: FORMATS[format].sizeBytes(layoutExfat(tree, '').sizeBytes) };
}

/**
 * Writes the tree into a new volume and reads everything back. A device is written from its first sector to its last.
 *
 * Throws what `inspectTarget` throws, `volume.no-room`, `volume.room-ran-out`, `volume.medium-failed`,
 * `volume.source-changed`, `volume.read-back-differs`, `exfat.*`; the signal's reason when cancelled. Whatever it throws,
 * nothing stays behind that opens.
 */
export async function writeSealedVolume(request: SealRequest): Promise<SealedVolume> {
  const { target, format, passphrase, pim = null, tree, label, job } = request;
  const files: SealedFile[] = [];
  const facts = await inspectTarget(target);
  mustHaveRoom(facts, planVolume(tree, format).neededBytes);
  const space = facts.kind === 'device' ? { sizeBytes: facts.roomBytes - FORMATS[format].sizeBytes(0) } : {};
  const layout = layoutExfat(hashingTree(tree, files), label, space);
  job.signal.throwIfAborted();
  const volume = await FORMATS[format].prepare(passphrase, layout.sizeBytes, pim);
  let readBackFrom: SealedVolume['readBackFrom'] = 'cache';
  try {
    await onTarget(facts, async (medium, readPath) => {
      job.step('volume.write', volume.payloadBytes);
      await writeVolume(medium, volume, layout.content(), job);
      await medium.sync();
      const { usedBytes } = layout;
      const freeBytes = layout.sizeBytes - usedBytes;
      job.step(
        'volume.read-back',
        files.reduce((sum, file) => sum + file.sizeBytes, freeBytes),
      );
      readBackFrom = await readBack(readPath, { format, passphrase, pim }, { files, usedBytes }, job);
    });
  } finally {
    volume.key.fill(0);
  }
  return { target, format, sizeBytes: volume.sizeBytes, files, verdict: 'matched', readBackFrom };
}

interface FormatWriter {
  sizeBytes(payloadBytes: number): number;
  prepare(passphrase: string, payloadBytes: number, pim: number | null): Promise<PreparedVolume>;
}

const FORMATS: Readonly<Record<VolumeFormat, FormatWriter>> = {
  veracrypt: {
    sizeBytes: veracryptSize,
    prepare: (passphrase, payloadBytes, pim) => prepareVeracrypt(passphrase, payloadBytes, 'sha512', pim),
  },
  'veracrypt-argon2id': {
    sizeBytes: veracryptSize,
    prepare: (passphrase, payloadBytes, pim) => prepareVeracrypt(passphrase, payloadBytes, 'argon2id', pim),
  },
  luks2: { sizeBytes: luks2Size, prepare: (passphrase, payloadBytes) => prepareLuks2(passphrase, payloadBytes) },
};

/** The same tree, whose files are hashed as they pass; each is added to `files` when its last byte went by. */
function hashingTree(tree: FileTree, files: SealedFile[]): FileTree {
  const hashing = (source: TreeFile): TreeFile => ({
    ...source,
    async *open() {
      const hash = createHash('sha256');
      for await (const chunk of source.open()) {
        hash.update(chunk);
        yield chunk;
      }
      const sha256 = sha256Hex(hash.digest('hex'));
      if (source.sha256 !== undefined && source.sha256 !== sha256) {
        throw new EvidenceError('volume.source-changed', { path: source.path, expected: source.sha256, found: sha256 });
      }
      files.push({ path: source.path, sizeBytes: source.sizeBytes, sha256 });
    },
  });
  return { ...tree, files: tree.files.map(hashing) };
}

async function writeVolume(
  target: VolumeTarget,
  volume: PreparedVolume,
  content: AsyncIterable<Uint8Array>,
  job: JobContext,
): Promise<void> {
  const { head, payloadBytes, tail, firstUnit, key } = volume;
  const writer = new EncryptedWriter(target, { offset: head.length, firstUnit, key });
  try {
    let done = 0;
    for await (const chunk of content) {
      job.signal.throwIfAborted();
      await job.whilePaused();
      await writer.write(chunk);
      done += chunk.length;
      job.progress(done);
    }
    await writer.finish();
  } finally {
    await writer.close();
  }
  await target.write(tail, head.length + payloadBytes);
  await target.write(head, 0);
}
