/** Branded primitives: a value of one kind cannot be handed where another is meant. Made only by the functions here. */
import { BugError } from './errors.ts';

declare const brand: unique symbol;
export type Brand<T, B extends string> = T & { readonly [brand]: B };

/** UTC milliseconds since 1970-01-01T00:00:00Z. */
export type UtcMs = Brand<number, 'UtcMs'>;
/** 64 lower-case hexadecimal digits. */
export type Sha256Hex = Brand<string, 'Sha256Hex'>;
/** An offset or a length in bytes, never in sectors. */
export type Bytes = Brand<number, 'Bytes'>;

export function utcMs(value: number): UtcMs {
  if (!Number.isSafeInteger(value)) throw new BugError('bug.not-a-time', { value });
  return value as UtcMs;
}

export function sha256Hex(value: string): Sha256Hex {
  if (!/^[0-9a-f]{64}$/.test(value)) throw new BugError('bug.not-a-sha256', { value });
  return value as Sha256Hex;
}

export function bytes(value: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new BugError('bug.not-a-size', { value });
  return value as Bytes;
}
