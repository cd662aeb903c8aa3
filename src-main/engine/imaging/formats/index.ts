/** The shelf of image formats. `raw` recognises everything and stands last. */
import { open } from 'node:fs/promises';
import { IoError, isErrnoException } from '../../lib/index.ts';
import { e01 } from './e01/index.ts';
import type { FormatName, ImageFormat } from './imageFormat.ts';
import { raw } from './raw/index.ts';

const SHELF: readonly ImageFormat[] = [e01, raw];

export function imageFormat(name: FormatName): ImageFormat {
  return SHELF.find((format) => format.name === name) ?? raw;
}

const HEAD_BYTES = 4096;

/** Throws `IoError('imaging.unreadable')`. */
export async function recogniseFormat(path: string): Promise<ImageFormat> {
  try {
    const file = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const head = buffer.subarray(0, bytesRead);
      return SHELF.find((format) => format.recognises(head, path)) ?? raw;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isErrnoException(error)) throw error;
    throw new IoError('imaging.unreadable', { path, errno: error.code ?? '' }, error);
  }
}

export type * from './imageFormat.ts';
export { nameSegments, PARTIAL, unnameSegments, writeError } from './segmentFile.ts';
