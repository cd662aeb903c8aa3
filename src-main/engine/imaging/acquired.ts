/** What the passes of an acquisition leave, whatever the format: files under unfinished names, and the facts about them. */
import type { ImageRecord, Verdict } from '../../../src-preload/contract/index.ts';
import type { Hashes } from './pipeline/hashes.ts';
import type { BadRange } from './pipeline/readAround.ts';

export interface Acquired {
  /** Real names of what still bears `.partial`: segment files, or the folder of a bag. */
  readonly unfinished: readonly string[];
  /** The first segment, or the folder. */
  readonly path: string;
  /** Of a bag its tag manifest, which stands for all its files. */
  readonly segments: ImageRecord['segments'];
  /** Bytes of the medium, or of all files. */
  readonly sizeBytes: number;
  readonly sectorBytes: number;
  /** Of the medium's bytes as they stand in the image; of a bag, of its tag manifest. */
  readonly hashes: Hashes;
  readonly badRanges: readonly BadRange[];
  readonly imageVerdict: Verdict;
  readonly sourceVerdict: Verdict;
  readonly startedAt: number;
  /** Byte at which it was taken up again; null when it went through. */
  readonly resumedAt: number | null;
  /** What a folder held; null of a medium. */
  readonly entries: EntryCounts | null;
  /** Of the pass that wrote. */
  readonly bytesPerSecond: number;
}

export interface EntryCounts {
  readonly files: number;
  readonly folders: number;
  readonly links: number;
  /** Entries of which something is missing; each says what. */
  readonly notCaptured: number;
}
