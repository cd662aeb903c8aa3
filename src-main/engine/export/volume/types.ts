/** What goes into a sealed volume and what comes out of one. */
import type { Verdict } from '../../../../src-preload/contract/index.ts';
import type { JobContext } from '../../jobs/index.ts';
import type { Sha256Hex, UtcMs } from '../../lib/index.ts';
import type { FileTree } from '../filesystem/index.ts';

/** VeraCrypt with PBKDF2-SHA-512, which every version opens; with Argon2id, for 1.26.27 and later; LUKS2 for Linux. */
export type VolumeFormat = 'veracrypt' | 'veracrypt-argon2id' | 'luks2';

export interface SealRequest {
  /** A file that does not exist yet, or a block device, which is overwritten from end to end. */
  readonly target: string;
  readonly format: VolumeFormat;
  /** Both halves, as the recipient will type them. */
  readonly passphrase: string;
  /** VeraCrypt's personal iterations multiplier, which the recipient must type too; none unless told, LUKS2 has none. */
  readonly pim?: number;
  /** Shown by the recipient's system: at most 11 UTF-16 units. */
  readonly label: string;
  readonly tree: FileTree;
  /** Told the steps `SEAL_STEPS` in order; cancelling removes everything that was written. */
  readonly job: JobContext;
}

export interface SealedVolume {
  readonly target: string;
  readonly format: VolumeFormat;
  readonly sizeBytes: number;
  /** In the order of the tree, with the hash of what was handed to the volume. */
  readonly files: readonly SealedFile[];
  /**
   * Every file read back through the passphrase and compared. Never `mismatched`: then there is no volume, the sealing
   * throws `volume.read-back-differs`.
   */
  readonly verdict: Verdict;
  /** Where the read-back came from: the medium itself, or possibly the system's cache (the medium does not allow more). */
  readonly readBackFrom: 'medium' | 'cache';
}

export interface SealedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256Hex;
}

/** A volume opened to be read; nothing in it can be changed. */
export interface OpenVolume {
  readonly format: VolumeFormat;
  readonly sizeBytes: number;
  readonly label: string;
  /** What is wrong although the volume opens, in its headers and its file system: error codes with their details. */
  readonly findings: readonly VolumeFinding[];
  /** Every folder and file, a folder before what is in it. */
  readonly entries: readonly VolumeEntry[];
  /** Content of one file from byte `from` (0 unless told); throws `exfat.no-such-file`. A chunk is valid until the next. */
  readFile(path: string, from?: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

export interface VolumeFinding {
  /** Has a message `error.<code>`. */
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface VolumeEntry {
  /** From the root, parts separated by '/'. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly sizeBytes: number;
  /** Null when the stamp names no date. */
  readonly modifiedAt: UtcMs | null;
}
