/**
 * zlib streams (RFC 1950) of one chunk, by libdeflate in WebAssembly or, where that cannot be started, by node:zlib.
 * Both read what either writes. Results of one call are overwritten by the next: one codec serves one thread.
 */
import { constants, deflateSync, inflateSync } from 'node:zlib';
import libdeflate from '../../../../resources/wasm/libdeflate/libdeflate.json' with { type: 'json' };
import { adler32 } from '../../lib/index.ts';

export interface Codec {
  /** The zlib stream, or null when it would not be shorter than `room`. Valid until the next call. */
  compress(content: Uint8Array, effort: Effort, room: number): Uint8Array | null;
  /** The content, or null when the stream is damaged or holds more than `most` bytes. Valid until the next call. */
  expand(stream: Uint8Array, most: number): Uint8Array | null;
  adler32(content: Uint8Array): number;
}

export type Effort = 'fast' | 'best';

export function createCodec(): Codec {
  try {
    return libdeflateCodec();
  } catch {
    // No WebAssembly, or no SIMD in it: slower, and the same streams for every reader.
    return zlibCodec();
  }
}

export function zlibCodec(): Codec {
  // ewfacquire's "fast" and "best" are these levels of zlib.
  const levels = { fast: constants.Z_BEST_SPEED, best: constants.Z_BEST_COMPRESSION };
  return {
    compress(content, effort, room) {
      const stream = deflateSync(content, { level: levels[effort] });
      return stream.length < room ? stream : null;
    },
    expand(stream, most) {
      try {
        return inflateSync(stream, { maxOutputLength: Math.max(1, most) });
      } catch {
        return null;
      }
    },
    adler32: (content) => adler32(content),
  };
}

/** Entry points of resources/wasm/libdeflate/glue.c; numbers are addresses and sizes in the module's memory. */
interface LibdeflateModule {
  readonly memory: WebAssembly.Memory;
  reserve(size: number): number;
  compressor(level: number): number;
  compress(compressor: number, content: number, size: number, stream: number, room: number): number;
  decompressor(): number;
  decompress(decompressor: number, stream: number, size: number, content: number, room: number): number;
  adler32(content: number, size: number): number;
}

export function libdeflateCodec(): Codec {
  const compiled = new WebAssembly.Module(Buffer.from(libdeflate.module, 'base64'));
  const module = new WebAssembly.Instance(compiled, {}).exports as unknown as LibdeflateModule;
  const levels = { fast: 1, best: 9 };
  const compressors = new Map<Effort, number>();
  const decompressor = module.decompressor();
  const input = createArea(module);
  const output = createArea(module);

  function compressorOf(effort: Effort): number {
    const address = compressors.get(effort) ?? module.compressor(levels[effort]);
    compressors.set(effort, address);
    return address;
  }

  return {
    compress(content, effort, room) {
      const compressor = compressorOf(effort);
      const size = module.compress(compressor, input.fill(content), content.length, output.room(room), room - 1);
      return size === 0 ? null : output.view(size);
    },
    expand(stream, most) {
      const size = module.decompress(decompressor, input.fill(stream), stream.length, output.room(most), most);
      return size < 0 ? null : output.view(size);
    },
    adler32: (content) => module.adler32(input.fill(content), content.length) >>> 0,
  };
}

/** A part of the module's memory that grows to the largest chunk it has held. */
function createArea(module: LibdeflateModule) {
  let address = 0;
  let capacity = 0;
  function room(size: number): number {
    if (size > capacity) {
      address = module.reserve(size);
      if (address === 0) throw new RangeError(`no memory for a chunk of ${size} bytes`);
      capacity = size;
    }
    return address;
  }
  return {
    room,
    fill(content: Uint8Array): number {
      const at = room(content.length);
      new Uint8Array(module.memory.buffer, at, content.length).set(content);
      return at;
    },
    view: (size: number) => new Uint8Array(module.memory.buffer, address, size),
  };
}
