/**
 * A set of texts in 8 bytes each, for telling whether an id was met before among millions. Two different texts are taken
 * for one with a chance below 1 in a million at ten million texts; a lead may be that wrong, nothing else rests on it.
 */
export class Fingerprints {
  #table = new Uint32Array(2 << 10);
  #size = 0;

  /** True when it was there already. */
  add(...parts: readonly string[]): boolean {
    if (this.#size * 2 >= this.#table.length / 2) this.#grow();
    const [high, low] = fingerprintOf(parts);
    const at = slotOf(this.#table, high, low);
    if (this.#table[at] !== 0 || this.#table[at + 1] !== 0) return true;
    this.#table[at] = high;
    this.#table[at + 1] = low;
    this.#size += 1;
    return false;
  }

  has(...parts: readonly string[]): boolean {
    const [high, low] = fingerprintOf(parts);
    const at = slotOf(this.#table, high, low);
    return this.#table[at] !== 0 || this.#table[at + 1] !== 0;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Uint32Array(old.length * 2);
    for (let i = 0; i < old.length; i += 2) {
      const [high = 0, low = 0] = [old[i], old[i + 1]];
      if (high === 0 && low === 0) continue;
      const at = slotOf(this.#table, high, low);
      this.#table[at] = high;
      this.#table[at + 1] = low;
    }
  }
}

/** Index of the pair, or of the free one where it belongs (open addressing, one step at a time). */
function slotOf(table: Uint32Array, high: number, low: number): number {
  const slots = table.length / 2;
  let slot = low % slots;
  for (;;) {
    const at = slot * 2;
    if ((table[at] === 0 && table[at + 1] === 0) || (table[at] === high && table[at + 1] === low)) return at;
    slot = (slot + 1) % slots;
  }
}

/** Two multiply-and-xor hashes of 32 bits over the UTF-16 code units; never the pair of zeros that marks a free slot. */
function fingerprintOf(parts: readonly string[]): readonly [number, number] {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      const unit = part.charCodeAt(i);
      high = Math.imul(high ^ unit, 0x9e3779b1);
      low = Math.imul(low ^ unit, 0x5f356495);
    }
    // What separates the parts is no code unit.
    high = Math.imul(high ^ 0x10000, 0x9e3779b1);
    low = Math.imul(low ^ 0x10000, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return [high >>> 0, (low | 1) >>> 0];
}
