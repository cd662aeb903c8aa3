/** A medium in memory that fails on request: bad sectors, sectors that come right later, and a plug that is pulled. */
import type { ReadOnlySource } from '../../src-main/engine/imaging/sources/index.ts';
import { memorySource } from './images.ts';

export interface Faults {
  /** Bytes that can never be read: [first, behind the last]. */
  readonly bad?: readonly (readonly [number, number])[];
  readonly errno?: string;
  /** Sectors (by their first byte) that fail so many times and then come right. */
  readonly intermittent?: ReadonlyMap<number, number>;
  /** From this byte on the device has gone. */
  readonly goneAt?: number;
  /** From this byte on there is nothing: the medium is shorter than it said. */
  readonly endsAt?: number;
  readonly delayMs?: number;
}

export interface FaultySource extends ReadOnlySource {
  /** Reads that were asked for: offset and length. */
  readonly reads: (readonly [number, number])[];
}

export function faultySource(content: Uint8Array, faults: Faults, sectorBytes = 512): FaultySource {
  const sound = memorySource(content, sectorBytes);
  const left = new Map(faults.intermittent);
  const reads: [number, number][] = [];
  const failure = (code: string): Error => Object.assign(new Error(code), { code });
  return {
    ...sound,
    path: '/dev/faulty',
    reads,
    async read(target, offset) {
      const end = offset + target.length;
      reads.push([offset, target.length]);
      if (faults.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, faults.delayMs));
      if (faults.goneAt !== undefined && end > faults.goneAt) throw failure('ENODEV');
      for (const [first, behind] of faults.bad ?? []) {
        if (offset < behind && end > first) throw failure(faults.errno ?? 'EIO');
      }
      for (const [sector, times] of left) {
        if (times === 0 || offset >= sector + sectorBytes || end <= sector) continue;
        // Only a read of the sector alone is an attempt at it; larger reads just fail.
        if (target.length === sectorBytes) left.set(sector, times - 1);
        throw failure('EIO');
      }
      const wanted = faults.endsAt === undefined ? target : target.subarray(0, Math.max(0, faults.endsAt - offset));
      return sound.read(wanted, offset);
    },
  };
}
