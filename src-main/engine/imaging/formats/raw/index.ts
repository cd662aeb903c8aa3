/** raw: the medium's bytes and nothing else, whole or split. Readable by everything; carries no hash of its own. */
import type { ImageFormat } from '../imageFormat.ts';
import { findRawSegments, openRawReader, SLOT_BYTES } from './read.ts';
import { createRawWriter } from './write.ts';

export const raw: ImageFormat = {
  name: 'raw',
  slot: { plainBytes: SLOT_BYTES, packedBytes: 0 },
  roomFor: (plan) => plan.sizeBytes,
  createWriter: createRawWriter,
  recognises: () => true,
  findSegments: findRawSegments,
  openReader: openRawReader,
};
