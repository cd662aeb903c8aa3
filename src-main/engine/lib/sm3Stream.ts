/**
 * SM3 (GB/T 32905-2016) of a stream. The compression function is our own WebAssembly (resources/wasm/sm3): Electron's
 * BoringSSL has none. Each stream has an instance of its own, with its state in it; padding is §5.2.
 */
import sm3Module from '../../../resources/wasm/sm3/sm3.json' with { type: 'json' };

/** Entry points of resources/wasm/sm3/sm3.c; numbers are addresses and sizes in the module's memory. */
interface Sm3Module {
  readonly memory: WebAssembly.Memory;
  state(): number;
  buffer(): number;
  bufferBytes(): number;
  compress(blocks: number): void;
}

const BLOCK_BYTES = 64;
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

let compiled: WebAssembly.Module | null = null;

export function sm3Stream(): { update(bytes: Uint8Array): void; hex(): string } {
  compiled ??= new WebAssembly.Module(Buffer.from(sm3Module.module, 'base64'));
  const module = new WebAssembly.Instance(compiled, {}).exports as unknown as Sm3Module;
  const state = new Uint32Array(module.memory.buffer, module.state(), INITIAL.length);
  const buffer = new Uint8Array(module.memory.buffer, module.buffer(), module.bufferBytes());
  state.set(INITIAL);
  let filled = 0;
  let total = 0;

  /** Compresses all whole blocks in the buffer; what is over moves to its front. */
  function flush(): void {
    const whole = filled - (filled % BLOCK_BYTES);
    module.compress(whole / BLOCK_BYTES);
    buffer.copyWithin(0, whole, filled);
    filled -= whole;
  }

  function update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + buffer.length - filled);
      buffer.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === buffer.length) flush();
    }
    total += bytes.length;
  }

  return {
    update,
    hex() {
      // A one bit, zeros, and the length in bits as 64 bits, up to a whole block.
      const padding = new Uint8Array(((119 - (total % BLOCK_BYTES)) % BLOCK_BYTES) + 9);
      padding[0] = 0x80;
      new DataView(padding.buffer).setBigUint64(padding.length - 8, BigInt(total) * 8n);
      update(padding);
      flush();
      return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
    },
  };
}
