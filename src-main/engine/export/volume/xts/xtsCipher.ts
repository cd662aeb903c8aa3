/**
 * AES-256-XTS (IEEE 1619, NIST SP 800-38E) where the runtime has none, as Electron's BoringSSL: one AES-256-ECB call for
 * a whole batch, the tweaks and their XOR outside of it. Equal by definition: C = E(P ^ T) ^ T, block by block (§5.3.1),
 * and ECB is nothing but E block by block.
 *
 * No ciphertext stealing: units are whole blocks. Volumes need no authentication from it; that is the package's task.
 */
import { type Cipheriv, createCipheriv, createDecipheriv, type Decipheriv } from 'node:crypto';
import { BugError, equalBytes } from '../../../lib/index.ts';
import { assembleWhitening, WHITENING_LANES, type Whitening } from './whitening.ts';

export const XTS_KEY_BYTES = 64;
/** The data unit of VeraCrypt and of LUKS2 with 512-byte sectors. */
export const XTS_UNIT_BYTES = 512;

const BLOCK_BYTES = 16;
/** Data of one AES call: large enough to make the call cheap, small enough for the cache. */
const BATCH_BYTES = 1 << 18;
const PAGE_BYTES = 1 << 16;

export class XtsCipher {
  readonly #encrypting: Cipheriv;
  readonly #decrypting: Decipheriv;
  readonly #numbering: Cipheriv;
  readonly #unitBytes: number;
  readonly #batchUnits: number;
  readonly #whiten: Whitening;
  readonly #tweaks: DataView<ArrayBuffer>;
  readonly #batch: Uint8Array;

  /** `key`: the data key, then the tweak key, 32 bytes each and different (FIPS 140-3 IG C.I). */
  constructor(key: Uint8Array, unitBytes: number = XTS_UNIT_BYTES) {
    const dataKey = key.subarray(0, 32);
    const tweakKey = key.subarray(32);
    if (key.length !== XTS_KEY_BYTES || equalBytes(dataKey, tweakKey)) throw new BugError('bug.not-an-xts-key', {});
    if (unitBytes % BLOCK_BYTES !== 0) throw new BugError('bug.not-a-unit', { unitBytes });
    this.#encrypting = createCipheriv('aes-256-ecb', dataKey, null).setAutoPadding(false);
    this.#decrypting = createDecipheriv('aes-256-ecb', dataKey, null).setAutoPadding(false);
    this.#numbering = createCipheriv('aes-256-ecb', tweakKey, null).setAutoPadding(false);
    this.#unitBytes = unitBytes;
    this.#batchUnits = Math.floor(BATCH_BYTES / unitBytes / WHITENING_LANES) * WHITENING_LANES;
    const tweakPages = Math.ceil((this.#batchUnits * BLOCK_BYTES) / PAGE_BYTES);
    const memory = new WebAssembly.Memory({ initial: tweakPages + BATCH_BYTES / PAGE_BYTES });
    this.#whiten = assembleWhitening(memory);
    this.#tweaks = new DataView(memory.buffer, 0, this.#batchUnits * BLOCK_BYTES);
    this.#batch = new Uint8Array(memory.buffer, tweakPages * PAGE_BYTES, BATCH_BYTES);
  }

  /** In place. `firstUnit` is the number of the first data unit in `data`, which holds whole units. */
  encrypt(data: Uint8Array, firstUnit: bigint): void {
    this.#transform(data, firstUnit, this.#encrypting);
  }

  /** The inverse of `encrypt`. */
  decrypt(data: Uint8Array, firstUnit: bigint): void {
    this.#transform(data, firstUnit, this.#decrypting);
  }

  #transform(data: Uint8Array, firstUnit: bigint, aes: Cipheriv | Decipheriv): void {
    if (data.length % this.#unitBytes !== 0) throw new BugError('bug.not-whole-units', { bytes: data.length });
    const batchBytes = this.#batchUnits * this.#unitBytes;
    for (let at = 0, unit = firstUnit; at < data.length; at += batchBytes, unit += BigInt(this.#batchUnits)) {
      const piece = data.subarray(at, at + batchBytes);
      const batch = this.#batch.subarray(0, piece.length);
      const units = piece.length / this.#unitBytes;
      // A last turn that is not full changes what lies behind the piece, which nobody reads.
      const turns = Math.ceil(units / WHITENING_LANES);
      this.#encryptNumbers(unit, units);
      batch.set(piece);
      this.#whiten(0, turns, this.#unitBytes / BLOCK_BYTES, this.#batch.byteOffset);
      batch.set(aes.update(batch));
      this.#whiten(0, turns, this.#unitBytes / BLOCK_BYTES, this.#batch.byteOffset);
      piece.set(batch);
    }
  }

  /** Each unit's number, 128 bits with the least significant byte first, under the tweak key (IEEE 1619 §5.1, §5.3.1). */
  #encryptNumbers(first: bigint, units: number): void {
    const low = Number(first & 0xffffffffn);
    const upper = upperWords(first);
    const carried = upperWords(first + 0x100000000n);
    for (let index = 0; index < units; index += 1) {
      const words = low + index < 2 ** 32 ? upper : carried;
      const at = index * BLOCK_BYTES;
      this.#tweaks.setUint32(at, low + index, true);
      this.#tweaks.setUint32(at + 4, words[0], true);
      this.#tweaks.setUint32(at + 8, words[1], true);
      this.#tweaks.setUint32(at + 12, words[2], true);
    }
    const numbers = new Uint8Array(this.#tweaks.buffer, 0, units * BLOCK_BYTES);
    numbers.set(this.#numbering.update(numbers));
  }
}

/** Bits 32 to 127, in words of 32 bits. */
function upperWords(number: bigint): readonly [number, number, number] {
  const word = (shift: bigint): number => Number((number >> shift) & 0xffffffffn);
  return [word(32n), word(64n), word(96n)];
}
