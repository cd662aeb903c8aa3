/** A medium whose every sector says which one it is, so that a sector at the wrong place gives itself away. */
export function lbaStamped(sectors: number, sectorBytes = 512): Uint8Array {
  const content = new Uint8Array(sectors * sectorBytes);
  for (let sector = 0; sector < sectors; sector++) {
    const stamp = new TextEncoder().encode(`LBA ${String(sector).padStart(12, '0')} `);
    for (let at = 0; at + stamp.length <= sectorBytes; at += stamp.length)
      content.set(stamp, sector * sectorBytes + at);
  }
  return content;
}

/** Numbers of the sectors that do not say their own number. */
export function misplacedSectors(content: Uint8Array, sectorBytes = 512): number[] {
  const misplaced: number[] = [];
  for (let sector = 0; sector < content.length / sectorBytes; sector++) {
    const text = new TextDecoder().decode(content.subarray(sector * sectorBytes, sector * sectorBytes + 16));
    if (text !== `LBA ${String(sector).padStart(12, '0')}`) misplaced.push(sector);
  }
  return misplaced;
}
