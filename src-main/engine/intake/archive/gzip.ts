/** A file compressed with gzip (RFC 1952), as the file it was. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { EvidenceError } from '../../lib/index.ts';
import { LIMITS } from '../limits.ts';
import { baseName, inChunks, type SourceFile, skipping } from '../source/sourceFile.ts';

export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

export function gunzipped(packed: SourceFile): SourceFile {
  const name = baseName(packed.path).replace(/\.t?gz$/i, '');
  return {
    part: { file: packed.part.file, member: packed.part.member === null ? name : `${packed.part.member}!/${name}` },
    path: packed.path.replace(/\.gz$/i, ''),
    sizeBytes: null,
    chunks: (from = 0) => skipping(inChunks(unpack(packed)), from),
  };
}

async function* unpack(packed: SourceFile): AsyncGenerator<Uint8Array> {
  let bytesIn = 0;
  let bytesOut = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of packed.chunks()) {
      bytesIn += chunk.length;
      yield chunk;
    }
  };
  // What goes wrong shows where the unpacked side is read; the callback only keeps it from being thrown twice.
  const gunzip = pipeline(Readable.from(counted()), createGunzip(), () => {});
  try {
    for await (const piece of gunzip) {
      const bytes = piece as Buffer;
      bytesOut += bytes.length;
      if (bytesOut > LIMITS.suspectBytes && bytesOut > bytesIn * LIMITS.suspectRatio) throw new Error('suspect ratio');
      yield bytes;
    }
  } catch (cause) {
    const member = packed.part.member ?? packed.part.file;
    throw new EvidenceError('intake.member-damaged', { member, reason: (cause as Error).message }, cause);
  }
}
