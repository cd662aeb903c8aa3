/**
 * XOR of data with the tweaks of XTS (IEEE 1619 §5.3), as a WebAssembly function of 128-bit instructions that is
 * assembled here, instruction by instruction, when the program starts: nothing binary is kept, no tool builds it.
 *
 * Why: the runtime's AES takes whole batches in one call, so all that is left to do is this XOR, before and after. Plain
 * JavaScript takes almost half as long for it as AES itself; measured in Electron 33, the whole cipher then reaches 0.7 of
 * the speed of AES alone, with this 0.8.
 *
 * For each unit: T = its encrypted number; for each block: data ^= T, T = T × α in GF(2^128) (IEEE 1619 §5.2), which is
 * a shift left by one bit of the little-endian number, and 87h into the lowest byte when a bit falls out at the top.
 * The shift is done in two halves of 64 bits: bit 63 moves into bit 64, bit 127 becomes 87h. Four units are done side
 * by side, because each T waits for the one before it.
 */

/** Units that one turn of the loop takes. */
export const WHITENING_LANES = 4;

/** Reads encrypted unit numbers at `tweaksAt`, 16 bytes each; changes `turns` times four units of data from `dataAt` on. */
export type Whitening = (tweaksAt: number, turns: number, blocksPerUnit: number, dataAt: number) => void;

export function assembleWhitening(memory: WebAssembly.Memory): Whitening {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(assembleModule()), { host: { memory } });
  return instance.exports.whiten as Whitening;
}

// Types, WebAssembly core specification §5.3.
const I32 = 0x7f;
const V128 = 0x7b;

// Parameters and locals, in the order in which they are declared.
const TWEAKS = 0;
const TURNS = 1;
const BLOCKS = 2;
const DATA = 3;
const LEFT = 4;
const pointer = (lane: number): number => 5 + lane;
const tweak = (lane: number): number => 5 + WHITENING_LANES + lane;

// Instructions, WebAssembly core specification §5.4.
const LOOP = [0x03, 0x40];
const END = [0x0b];
const BRANCH_IF = [0x0d, 0];
const ADD = [0x6a];
const SUBTRACT = [0x6b];
const SHIFT_LEFT = [0x74];
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const tee = (local: number): number[] => [0x22, local];
/** Of a number that is not negative, as signed LEB128: its sign bit must stay clear. */
const constant = (value: number): number[] => [0x41, ...(value < 64 ? [value] : [(value & 0x7f) | 0x80, value >> 7])];
const vector = (code: number, ...immediate: readonly number[]): number[] => [0xfd, ...leb128(code), ...immediate];
const LOAD = (offset: number): number[] => vector(0x00, 4, offset);
const STORE = vector(0x0b, 4, 0);
const XOR = vector(0x51);
const AND = vector(0x4e);
const SHIFT_HALVES_LEFT = vector(0xcb);
const SHIFT_QUARTERS_RIGHT_SIGNED = vector(0xac);
/** Quarters 3, 3, 1, 1: the signs of the upper and of the lower half, crosswise. */
const CROSS_SIGNS = vector(0x0d, 12, 13, 14, 15, 12, 13, 14, 15, 4, 5, 6, 7, 4, 5, 6, 7);
/** What a bit that falls out becomes: 87h at the bottom, 1 at bit 64. */
const CARRIES = vector(0x0c, 0x87, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);

function assembleModule(): Uint8Array {
  const perLane = (code: (lane: number) => readonly number[]): number[] =>
    Array.from({ length: WHITENING_LANES }, (_, lane) => code(lane)).flat();
  const countDown = (local: number): number[] => [
    ...get(local),
    ...constant(1),
    ...SUBTRACT,
    ...tee(local),
    ...BRANCH_IF,
  ];
  const body = [
    // Locals: LEFT and the pointers, then the tweaks.
    ...[2, 1 + WHITENING_LANES, I32, WHITENING_LANES, V128],
    ...LOOP,
    ...[...get(DATA), ...set(pointer(0))],
    ...perLane((lane) =>
      lane === 0
        ? []
        : [...get(pointer(lane - 1)), ...get(BLOCKS), ...constant(4), ...SHIFT_LEFT, ...ADD, ...set(pointer(lane))],
    ),
    ...perLane((lane) => [...get(TWEAKS), ...LOAD(lane * 16), ...set(tweak(lane))]),
    ...[...get(BLOCKS), ...set(LEFT)],
    ...LOOP,
    ...perLane((lane) => [
      ...get(pointer(lane)),
      ...get(pointer(lane)),
      ...LOAD(0),
      ...get(tweak(lane)),
      ...XOR,
      ...STORE,
    ]),
    ...perLane((lane) => [
      ...[...get(tweak(lane)), ...constant(1), ...SHIFT_HALVES_LEFT],
      ...[...get(tweak(lane)), ...get(tweak(lane)), ...CROSS_SIGNS],
      ...[...constant(31), ...SHIFT_QUARTERS_RIGHT_SIGNED, ...CARRIES, ...AND],
      ...[...XOR, ...set(tweak(lane))],
    ]),
    ...perLane((lane) => [...get(pointer(lane)), ...constant(16), ...ADD, ...set(pointer(lane))]),
    ...countDown(LEFT),
    ...END,
    // The last pointer has run to the end of its unit, where the next turn begins.
    ...[...get(pointer(WHITENING_LANES - 1)), ...set(DATA)],
    ...[...get(TWEAKS), ...constant(16 * WHITENING_LANES), ...ADD, ...set(TWEAKS)],
    ...countDown(TURNS),
    ...END,
    ...END,
  ];
  const name = (text: string): number[] => [text.length, ...Buffer.from(text, 'latin1')];
  const section = (id: number, content: readonly number[]): number[] => [id, ...leb128(content.length), ...content];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 4, I32, I32, I32, I32, 0]),
    ...section(2, [1, ...name('host'), ...name('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('whiten'), 0, 0]),
    ...section(10, [1, ...leb128(body.length), ...body]),
  ]);
}

/** Unsigned LEB128. */
function leb128(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}
