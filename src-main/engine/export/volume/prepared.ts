/** What both formats come down to: metadata in front and behind, and between them a payload under one key. */
import type { VolumeFinding, VolumeFormat } from './types.ts';

/** A volume about to be written. */
export interface PreparedVolume {
  readonly sizeBytes: number;
  /** Lies at offset 0 and is written last: a volume that was interrupted does not open. */
  readonly head: Uint8Array;
  /** Begins where the head ends. */
  readonly payloadBytes: number;
  /** Lies behind the payload. */
  readonly tail: Uint8Array;
  /** Number of the payload's first 512-byte data unit. */
  readonly firstUnit: bigint;
  /** Data key and tweak key of AES-256-XTS. */
  readonly key: Uint8Array;
}

/** A volume that its passphrase has opened. */
export interface UnlockedVolume {
  readonly format: VolumeFormat;
  readonly payloadOffset: number;
  readonly payloadBytes: number;
  readonly firstUnit: bigint;
  readonly key: Uint8Array;
  readonly findings: readonly VolumeFinding[];
}
