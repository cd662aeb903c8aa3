/**
 * Slots of shared memory that bytes travel through. A slot has two halves: `plain` holds the medium's bytes, `packed`
 * what is on disk of them (compressed chunks, checksums). Workers see the same memory, so nothing is copied to them.
 * Whoever takes a slot gives it back; the number of slots is all the memory that an acquisition of any size needs.
 */

export interface RingShape {
  readonly slots: number;
  readonly plainBytes: number;
  readonly packedBytes: number;
}

/** What a worker needs to see the same slots. */
export interface SharedRing extends RingShape {
  readonly plain: SharedArrayBuffer;
  readonly packed: SharedArrayBuffer;
}

export interface Ring extends RingShape {
  readonly shared: SharedRing;
  plainOf(slot: number): Uint8Array;
  packedOf(slot: number): Uint8Array;
  /** Waits for a free slot. */
  take(): Promise<number>;
  give(slot: number): void;
}

export function createRing(shape: RingShape): Ring {
  const shared: SharedRing = {
    ...shape,
    plain: new SharedArrayBuffer(shape.slots * shape.plainBytes),
    packed: new SharedArrayBuffer(shape.slots * shape.packedBytes),
  };
  const free = Array.from({ length: shape.slots }, (_, slot) => slot);
  const waiting: ((slot: number) => void)[] = [];
  return {
    ...shape,
    shared,
    plainOf: (slot) => plainOf(shared, slot),
    packedOf: (slot) => packedOf(shared, slot),
    async take() {
      const slot = free.pop();
      return slot ?? new Promise<number>((resolve) => waiting.push(resolve));
    },
    give(slot) {
      const next = waiting.shift();
      if (next === undefined) free.push(slot);
      else next(slot);
    },
  };
}

export function plainOf(ring: SharedRing, slot: number): Uint8Array {
  return new Uint8Array(ring.plain, slot * ring.plainBytes, ring.plainBytes);
}

export function packedOf(ring: SharedRing, slot: number): Uint8Array {
  return new Uint8Array(ring.packed, slot * ring.packedBytes, ring.packedBytes);
}
