/**
 * The rotating checksums of exFAT: each byte is added after a rotation right by one bit.
 * 32 bits wide for the boot region (specification §3.4, Figure 1) and the up-case table (§7.2.2, Figure 3),
 * 16 bits wide for directory entry sets (§6.3.3, Figure 2) and name hashes (§7.6.4, Figure 4).
 */
export function rotatingChecksum32(start: number, bytes: Uint8Array): number {
  let sum = start;
  for (const byte of bytes) sum = (((sum << 31) | (sum >>> 1)) + byte) >>> 0;
  return sum;
}

export function rotatingChecksum16(start: number, bytes: Uint8Array): number {
  let sum = start;
  for (const byte of bytes) sum = (((sum << 15) | (sum >>> 1)) + byte) & 0xffff;
  return sum;
}

/** Over a whole directory entry set, without its own field at bytes 2 and 3 (§6.3.3). */
export function entrySetChecksum(set: Uint8Array): number {
  return rotatingChecksum16(rotatingChecksum16(0, set.subarray(0, 2)), set.subarray(4));
}

/** Over the first 11 sectors, without VolumeFlags (106, 107) and PercentInUse (112) (§3.4). */
export function bootChecksum(sectors: Uint8Array): number {
  const beforeFlags = rotatingChecksum32(0, sectors.subarray(0, 106));
  return rotatingChecksum32(rotatingChecksum32(beforeFlags, sectors.subarray(108, 112)), sectors.subarray(113));
}
