/**
 * volume: encrypted volumes that stock tools open (VeraCrypt format, LUKS2), written and read without any privilege.
 *
 * Terms: a *volume* is a file or a device; its *payload* is the decrypted region, an exFAT file system.
 * Promises: a target exists whole or not at all, everything written is read back and compared, memory stays flat.
 * Never: stores a passphrase or a key, overwrites a file, writes to a disk that is in use.
 */
export type { FileTree, TreeFile, TreeFolder, TreeTime } from '../filesystem/index.ts';
export type {
  OpenVolume,
  SealedFile,
  SealedVolume,
  SealRequest,
  VolumeEntry,
  VolumeFinding,
  VolumeFormat,
} from './types.ts';

import type { FileTree } from '../filesystem/index.ts';
import type { OpenVolume, SealedVolume, SealRequest, VolumeFormat } from './types.ts';

/** Steps that `writeSealedVolume` reports, for the job's list; names have messages `job.step.<name>`. */
export const SEAL_STEPS = [
  { name: 'volume-write', weight: 5 },
  { name: 'volume-read-back', weight: 4 },
] as const;

export interface VolumePlan {
  /** Size of the whole volume file in bytes. */
  readonly neededBytes: number;
}

/** Size of the volume for this tree; refuses names and sizes that exFAT cannot hold (`exfat.*`). */
export declare function planVolume(tree: FileTree, format: VolumeFormat): VolumePlan;
/** Writes the tree into a new volume and reads everything back. */
export declare function writeSealedVolume(request: SealRequest): Promise<SealedVolume>;
/** Opens either format; `volume.*` errors tell wrong passphrase, damage, truncation and foreign files apart. */
export declare function openSealedVolume(path: string, passphrase: string): Promise<OpenVolume>;
