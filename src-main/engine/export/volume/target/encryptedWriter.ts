/**
 * A payload on its way into a volume: bytes come in order, are gathered into buffers of 1 MiB, encrypted in workers and
 * written where they belong. A fixed ring of buffers goes round, so memory stays flat and a slow medium holds up the
 * source.
 */
import { BugError } from '../../../lib/index.ts';
import { XTS_UNIT_BYTES } from '../xts/xtsCipher.ts';
import { XtsCrew } from '../xts/xtsCrew.ts';
import type { VolumeTarget } from './volumeTarget.ts';

const BUFFER_BYTES = 1 << 20;
const BUFFERS = 6;

export interface EncryptedWriterOptions {
  /** Where the payload begins in the volume, bytes. */
  readonly offset: number;
  /** Number of its first data unit. */
  readonly firstUnit: bigint;
  readonly key: Uint8Array;
}

export class EncryptedWriter {
  readonly #target: VolumeTarget;
  readonly #crew: XtsCrew;
  readonly #offset: number;
  readonly #firstUnit: bigint;
  readonly #free: ArrayBuffer[] = Array.from({ length: BUFFERS }, () => new ArrayBuffer(BUFFER_BYTES));
  readonly #underWay: Promise<ArrayBuffer>[] = [];
  #filling: Uint8Array<ArrayBuffer> | null = null;
  #filled = 0;
  /** Payload bytes that left for the workers. */
  #sent = 0;

  constructor(target: VolumeTarget, { offset, firstUnit, key }: EncryptedWriterOptions) {
    this.#target = target;
    this.#crew = new XtsCrew(key, 'encrypt');
    this.#offset = offset;
    this.#firstUnit = firstUnit;
  }

  /** Copies `bytes`; waits while every buffer is under way. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      this.#filling ??= new Uint8Array(await this.#freeBuffer());
      const length = Math.min(bytes.length - at, BUFFER_BYTES - this.#filled);
      this.#filling.set(bytes.subarray(at, at + length), this.#filled);
      this.#filled += length;
      at += length;
      if (this.#filled === BUFFER_BYTES) this.#send(this.#filling);
    }
  }

  /** Everything is with the operating system when it resolves; the payload must be whole data units. */
  async finish(): Promise<void> {
    if (this.#filled % XTS_UNIT_BYTES !== 0) throw new BugError('bug.not-whole-units', { bytes: this.#filled });
    if (this.#filling !== null) this.#send(this.#filling);
    await Promise.all(this.#underWay);
  }

  /** Ends the workers; what is not finished is lost. */
  async close(): Promise<void> {
    await this.#crew.close();
    await Promise.allSettled(this.#underWay);
  }

  async #freeBuffer(): Promise<ArrayBuffer> {
    return this.#free.pop() ?? (await (this.#underWay.shift() as Promise<ArrayBuffer>));
  }

  #send({ buffer }: Uint8Array<ArrayBuffer>): void {
    const bytes = this.#filled;
    const position = this.#offset + this.#sent;
    const firstUnit = this.#firstUnit + BigInt(this.#sent / XTS_UNIT_BYTES);
    const written = this.#crew.transform({ buffer, bytes, firstUnit }).then(async (encrypted) => {
      await this.#target.write(new Uint8Array(encrypted, 0, bytes), position);
      return encrypted;
    });
    // Whoever waits for the buffer, or `finish`, is told; until then a failure is not an unhandled one.
    written.catch(() => undefined);
    this.#underWay.push(written);
    this.#sent += bytes;
    this.#filling = null;
    this.#filled = 0;
  }
}
