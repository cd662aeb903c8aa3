/** What a volume is written to. Errors of the medium come out as ours, with its name. */
import type { FileHandle } from 'node:fs/promises';
import { IoError, isErrnoException } from '../../../lib/index.ts';

export class VolumeTarget {
  /** As the user named it. */
  readonly path: string;
  readonly #file: FileHandle;

  constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  /** All of it, however little the system takes at a time. Throws `volume.room-ran-out`, `volume.medium-failed`. */
  async write(bytes: Uint8Array, position: number): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    } catch (error) {
      throw mediumError(this.path, error);
    }
  }

  /** On the medium when it resolves. */
  async sync(): Promise<void> {
    try {
      await this.#file.sync();
    } catch (error) {
      throw mediumError(this.path, error);
    }
  }
}

/** Out of room, beyond the largest file, or simply failed: unplugged, read-only, worn out. */
export function mediumError(path: string, error: unknown): unknown {
  if (!isErrnoException(error)) return error;
  const errno = error.code ?? 'UNKNOWN';
  const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(errno);
  return new IoError(full ? 'volume.room-ran-out' : 'volume.medium-failed', { path, errno }, error);
}
