/**
 * A volume's file or device, opened to be read. Where the system allows it the page cache is passed by (O_DIRECT), so
 * that what is read is what the medium holds and not what was just handed to it.
 */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { inspectSource } from '../../../imaging/index.ts';
import { EvidenceError, IoError, isErrnoException } from '../../../lib/index.ts';
import { mediumError } from './volumeTarget.ts';

/** Alignment that every Linux medium accepts for direct reads: offset, length and memory. */
const ALIGNMENT = 4096;
/** Linux has it; elsewhere the constant is missing and reads come from the cache. */
const DIRECT = (constants as { readonly O_DIRECT?: number }).O_DIRECT ?? 0;
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
      const file = await VolumeFile.#openWith(path, DIRECT);
      try {
        await file.read(0, Math.min(512, file.sizeBytes));
        return file;
      } catch (error) {
        await file.close();
        throw error;
      }
    } catch (error) {
      if (refusesDirect(error)) return await VolumeFile.open(path);
      throw error;
    }
  }

  static async #openWith(path: string, flag: number): Promise<VolumeFile> {
    const file = await open(path, constants.O_RDONLY | flag);
    try {
      return new VolumeFile(path, file, await sizeOf(path, file), flag !== 0);
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
      const bytesRead = await this.#readAt(got, wanted - got, start + got);
      if (bytesRead === 0) throw new EvidenceError('volume.ends-early', { path: this.path, offset: start + got });
      got += bytesRead;
    }
    return this.#aligned.subarray(offset - start, offset - start + length);
  }

  async #readAt(at: number, length: number, position: number): Promise<number> {
    try {
      return (await this.#file.read(this.#aligned, at, length, position)).bytesRead;
    } catch (error) {
      throw mediumError(this.path, error);
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

async function sizeOf(path: string, file: FileHandle): Promise<number> {
  const status = await file.stat();
  if (status.isFile()) return status.size;
  // For a device `stat` says 0.
  if (status.isBlockDevice()) return (await inspectSource(path)).sizeBytes;
  throw new EvidenceError('volume.not-a-volume', { path, sizeBytes: 0 });
}

/** EINVAL on opening or on the first read: the file system knows no direct reading. */
function refusesDirect(error: unknown): boolean {
  const errno = error instanceof IoError ? error.details.errno : isErrnoException(error) ? error.code : null;
  return errno === 'EINVAL';
}
