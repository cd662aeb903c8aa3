/** The ring and the crew over it: what one acquisition, or one verification, moves its bytes with. */
import { type Crew, createCrew } from './crew.ts';
import type { HashName } from './hashes.ts';
import { createRing, type Ring } from './ring.ts';

export interface Pipeline {
  readonly ring: Ring;
  readonly crew: Crew;
  /** Ends the workers. */
  close(): Promise<void>;
}

export interface PipelineOptions {
  /** Sizes of a slot's halves. */
  readonly plainBytes: number;
  readonly packedBytes: number;
  readonly hashes: readonly HashName[];
  /** Whether there is more to do than hashing: then every core gets a worker. */
  readonly packs: boolean;
}

/** All of a ring together; the rest of the 200 MB that an acquisition may take belongs to the runtime. */
const RING_BYTES = 36 << 20;
/** Enough that neither a slow chunk nor a slow write leaves a core idle. */
const MOST_SLOTS = 24;
/** Below this reading, working and writing would wait for each other, however large the chunks of the image are. */
const FEWEST_SLOTS = 3;

export function openPipeline({ plainBytes, packedBytes, hashes, packs }: PipelineOptions): Pipeline {
  const slots = Math.floor(RING_BYTES / (plainBytes + packedBytes));
  const ring = createRing({ slots: Math.min(MOST_SLOTS, Math.max(FEWEST_SLOTS, slots)), plainBytes, packedBytes });
  const crew = createCrew({ ring, hashes, packs });
  return { ring, crew, close: () => crew.close() };
}
