/**
 * The decrypted payload, read from front to back: while one block is used, the next are already being read and decrypted
 * in workers. A jump costs no more than what was read ahead in vain.
 */
import { EvidenceError } from '../../lib/index.ts';
import type { ByteSource } from '../filesystem/index.ts';
import type { UnlockedVolume } from './prepared.ts';
import type { VolumeFile } from './target/volumeFile.ts';
import { XTS_UNIT_BYTES } from './xts/xtsCipher.ts';
import { XtsCrew } from './xts/xtsCrew.ts';

const BLOCK_BYTES = 1 << 20;
const BLOCKS_AHEAD = 2;

export class PayloadAhead implements ByteSource {
  readonly sizeBytes: number;
  readonly #file: VolumeFile;
  readonly #volume: Omit<UnlockedVolume, 'key'>;
  readonly #crew: XtsCrew;
  /** By their number; no more than the present one, the one before it and those ahead. */
  readonly #blocks = new Map<number, Promise<Uint8Array>>();
  /** The file has one buffer: its reads follow one another. */
  #reading: Promise<unknown> = Promise.resolve();

  /** The volume's key may be wiped afterwards. */
  constructor(file: VolumeFile, volume: UnlockedVolume) {
    this.sizeBytes = volume.payloadBytes;
    this.#file = file;
    this.#volume = volume;
    this.#crew = new XtsCrew(volume.key, 'decrypt');
  }

  /** Valid for good: nothing is used again. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    if (offset + length > this.sizeBytes) {
      throw new EvidenceError('volume.ends-early', { path: this.#file.path, offset });
    }
    const first = Math.floor(offset / BLOCK_BYTES);
    const last = Math.floor((offset + length - 1) / BLOCK_BYTES);
    for (const number of this.#blocks.keys())
      if (number < first || number > last + BLOCKS_AHEAD) this.#blocks.delete(number);
    for (let number = first; number <= last + BLOCKS_AHEAD; number += 1) this.#begin(number);
    const whole = new Uint8Array(length);
    for (let number = first; number <= last; number += 1) {
      const block = await (this.#blocks.get(number) as Promise<Uint8Array>);
      const start = number * BLOCK_BYTES - offset;
      whole.set(block.subarray(Math.max(0, -start), length - start), Math.max(0, start));
    }
    return whole;
  }

  async close(): Promise<void> {
    await this.#crew.close();
    await Promise.allSettled([...this.#blocks.values(), this.#reading]);
  }

  #begin(number: number): void {
    const start = number * BLOCK_BYTES;
    if (this.#blocks.has(number) || start >= this.sizeBytes) return;
    const bytes = Math.min(BLOCK_BYTES, this.sizeBytes - start);
    const { payloadOffset, firstUnit } = this.#volume;
    const loaded = this.#reading.then(async () => {
      const buffer = new ArrayBuffer(BLOCK_BYTES);
      new Uint8Array(buffer).set(await this.#file.read(payloadOffset + start, bytes));
      return buffer;
    });
    // Whoever asks for the block is told of its failure; the next one is tried all the same.
    this.#reading = loaded.catch(() => undefined);
    const block = loaded.then(async (buffer) => {
      const unit = firstUnit + BigInt(start / XTS_UNIT_BYTES);
      return new Uint8Array(await this.#crew.transform({ buffer, bytes, firstUnit: unit }), 0, bytes);
    });
    block.catch(() => undefined);
    this.#blocks.set(number, block);
  }
}
