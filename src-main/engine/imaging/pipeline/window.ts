/** A window: a stretch of the medium after which an acquisition can be taken up again. */
import type { BadRange } from './readAround.ts';

export interface Window {
  /** The byte of the medium behind it; it begins where the one before ends. */
  readonly end: number;
  /** The marking hash (see `markingHash`) of the medium from its first byte to `end`. */
  readonly mark: string;
  /** Sizes in the image of the chunks of this window; null where the format has none. */
  readonly sizes: Uint32Array | null;
  /** As they were found, slot by slot. */
  readonly badRanges: readonly BadRange[];
}

/** Costs a flush of the image each: large enough not to matter, small enough to read again in a moment. */
export const WINDOW_BYTES = 64 << 20;
