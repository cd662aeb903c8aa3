/**
 * A volume's file or device, opened to be read. Where the system allows it the page cache is passed by (O_DIRECT), so
 * that what is read is what the medium holds and not what was just handed to it.
 */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { EvidenceError, isErrnoException } from '../../lib/index.ts';

/** Alignment that every Linux medium accepts for direct reads: offset, length and memory. */
const ALIGNMENT = 4096;
/** The most one read may ask for. */
export const READ_BYTES_MAX = 1 << 20;

export class VolumeFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Whether reads come from the medium itself. */
  readonly direct: boolean;
  readonly #file: FileHandle;
  readonly #aligned: Uint8Array;

  private constructor(path: string, file: FileHandle, sizeBytes: number, direct: boolean) {
    this.path = path;
    this.#file = file;
    this.sizeBytes = sizeBytes;
    this.direct = direct;
    // The memory of WebAssembly begins at a page, which no other allocation of the runtime promises.
    const memory = new WebAssembly.Memory({ initial: READ_BYTES_MAX / 65536 + 1 });
    this.#aligned = new Uint8Array(memory.buffer);
  }

  static async open(path: string): Promise<VolumeFile> {
    return await VolumeFile.#openWith(path, 0);
  }

  /** Passes by the cache; falls back to an ordinary opening where the file system refuses that. */
  static async openDirect(path: string): Promise<VolumeFile> {
    try {
      const file = await VolumeFile.#openWith(path, constants.O_DIRECT);
      try {
        await file.read(0, Math.min(512, file.sizeBytes));
        return file;
      } catch (error) {
        await file.close();
        throw error;
      }
    } catch (error) {
      if (isErrnoException(error) && error.code === 'EINVAL') return await VolumeFile.open(path);
      throw error;
    }
  }

  static async #openWith(path: string, flag: number): Promise<VolumeFile> {
    const file = await open(path, constants.O_RDONLY | flag);
    try {
      return new VolumeFile(path, file, await sizeOf(file), flag !== 0);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Exactly `length` bytes, valid until the next call; throws `volume.ends-early` beyond the end. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const start = Math.floor(offset / ALIGNMENT) * ALIGNMENT;
    const wanted = Math.ceil((offset + length) / ALIGNMENT) * ALIGNMENT - start;
    let got = 0;
    while (got < offset + length - start) {
      const { bytesRead } = await this.#file.read(this.#aligned, got, wanted - got, start + got);
      if (bytesRead === 0) throw new EvidenceError('volume.ends-early', { path: this.path, offset: start + got });
      got += bytesRead;
    }
    return this.#aligned.subarray(offset - start, offset - start + length);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** A device's size is where its end is; `stat` says 0. */
async function sizeOf(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  return size;
}
