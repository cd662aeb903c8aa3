/**
 * SM3 cryptographic hash (GB/T 32905-2016, ISO/IEC 10118-3:2018 dedicated hash-function 17), 256 bits, big-endian.
 * Synchronous and without WebAssembly, for short texts such as log entries: Electron's BoringSSL has no SM3.
 * Streams of bulk bytes are hashed by the imaging room's workers instead.
 */
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

/** T_j rotated left by j (§5.3.3), so that the round does not rotate a constant. */
const ROUND = Int32Array.from({ length: 64 }, (_, j) => rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));

export function sm3(message: Uint8Array): Uint8Array {
  const state = Int32Array.from(INITIAL);
  const words = new Int32Array(68);
  const whole = message.length - (message.length % 64);
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  for (let at = 0; at < whole; at += 64) compress(state, words, view, at);

  const tail = padding(message, whole);
  for (let at = 0; at < tail.byteLength; at += 64) compress(state, words, tail, at);

  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => {
    digest.setInt32(index * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

/** The last bytes, a 1 bit, zeros, and the length in bits as 64 bits (§5.2). */
function padding(message: Uint8Array, from: number): DataView {
  const rest = message.length - from;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(message.subarray(from));
  tail[rest] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(tail.length - 4, (message.length << 3) >>> 0);
  return view;
}

/** Compression function CF (§5.3.3) with its message expansion (§5.3.2). */
function compress(state: Int32Array, w: Int32Array, block: DataView, at: number): void {
  for (let j = 0; j < 16; j++) w[j] = block.getInt32(at + j * 4);
  for (let j = 16; j < 68; j++) {
    const mixed = word(w, j - 16) ^ word(w, j - 9) ^ rotate(word(w, j - 3), 15);
    w[j] = mixed ^ rotate(mixed, 15) ^ rotate(mixed, 23) ^ rotate(word(w, j - 13), 7) ^ word(w, j - 6);
  }
  let a = word(state, 0);
  let b = word(state, 1);
  let c = word(state, 2);
  let d = word(state, 3);
  let e = word(state, 4);
  let f = word(state, 5);
  let g = word(state, 6);
  let h = word(state, 7);
  for (let j = 0; j < 64; j++) {
    const a12 = rotate(a, 12);
    const ss1 = rotate((a12 + e + word(ROUND, j)) | 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ a12) + (word(w, j) ^ word(w, j + 4))) | 0;
    const tt2 = (gg + h + ss1 + word(w, j)) | 0;
    d = c;
    c = rotate(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotate(f, 19);
    f = e;
    e = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17);
  }
  state[0] = word(state, 0) ^ a;
  state[1] = word(state, 1) ^ b;
  state[2] = word(state, 2) ^ c;
  state[3] = word(state, 3) ^ d;
  state[4] = word(state, 4) ^ e;
  state[5] = word(state, 5) ^ f;
  state[6] = word(state, 6) ^ g;
  state[7] = word(state, 7) ^ h;
}

function rotate(value: number, count: number): number {
  return (value << count) | (value >>> (32 - count));
}

/** The index is always inside: the type checker cannot know it. */
function word(array: Int32Array, index: number): number {
  return array[index] as number;
}
