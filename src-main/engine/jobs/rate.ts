/** Speed as a person wants to read it: an exponential average over the last seconds, so that it neither jumps nor lags. */

/** Weight of a measurement that is this old has fallen to 1/e. */
const TIME_CONSTANT_MS = 5000;
/** Shorter gaps say more about the scheduler than about the medium. */
const SHORTEST_GAP_MS = 100;

export interface RateMeter {
  /** Cumulative bytes at a monotonic time in milliseconds. */
  sample(bytes: number, atMs: number): void;
  /** Starts again at this place, so that a pause or a new step does not count as slowness. */
  restart(bytes: number, atMs: number): void;
  /** Bytes a second; 0 as long as nothing is known. */
  bytesPerSecond(): number;
}

export function createRateMeter(): RateMeter {
  let lastBytes = 0;
  let lastAtMs = 0;
  let weighted = 0;
  // Sum of the weights given so far: dividing by it removes the pull towards zero at the start.
  let weight = 0;
  return {
    sample(bytes, atMs) {
      const gap = atMs - lastAtMs;
      if (gap < SHORTEST_GAP_MS) return;
      const share = 1 - Math.exp(-gap / TIME_CONSTANT_MS);
      weighted += share * (((bytes - lastBytes) * 1000) / gap - weighted);
      weight += share * (1 - weight);
      lastBytes = bytes;
      lastAtMs = atMs;
    },
    restart(bytes, atMs) {
      lastBytes = bytes;
      lastAtMs = atMs;
    },
    bytesPerSecond: () => (weight === 0 ? 0 : weighted / weight),
  };
}
