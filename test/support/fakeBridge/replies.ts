/** How the stand-in says no: thrown inside, a `Reply` outside, as the real bridge does. */
import type { WireError } from '../../../src-preload/contract/index.ts';
import { sampleHex } from './samples.ts';

export class Refusal extends Error {
  readonly wire: WireError;
  constructor(wire: WireError) {
    super(wire.code);
    this.wire = wire;
  }
}

export function refuse(code: string, details: WireError['details'], kind: WireError['kind'] = 'refused'): never {
  throw new Refusal({ kind, code, details });
}

export function sampleHexOf(text: string): string {
  let seed = 0;
  for (const letter of text) seed = (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sampleHex(seed, 32);
}
