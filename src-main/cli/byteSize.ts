/** Sizes as people write them: `4G`, `650M`, `2048`. K, M, G, T are powers of 1024; the answer is in bytes. */
import { RefusedError } from '../engine/lib/index.ts';

const FACTORS: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

export function parseByteSize(text: string): number {
  const found = /^(\d+)\s*([KMGT]?)(?:i?B)?$/i.exec(text.trim());
  const size = found ? Number(found[1]) * (FACTORS[(found[2] ?? '').toUpperCase()] ?? Number.NaN) : Number.NaN;
  if (!Number.isSafeInteger(size)) throw new RefusedError('cli.not-a-size', { text });
  return size;
}
