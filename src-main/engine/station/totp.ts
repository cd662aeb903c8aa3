/** One-time codes: HOTP (RFC 4226) over time steps (RFC 6238) with SHA-1, 30 seconds, 6 digits, a seed of 160 bits. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { EvidenceError, utf8 } from '../lib/index.ts';

export const STEP_SECONDS = 30;
const DIGITS = 6;
/** RFC 4226 §4 R6 recommends 160 bits. */
const SEED_BYTES = 20;
/** Steps before the present one that are accepted, for the time it takes to type (RFC 6238 §5.2). None after it. */
const STEPS_BACK = 1;

export function newTotpSeed(): Uint8Array {
  return new Uint8Array(randomBytes(SEED_BYTES));
}

/** Whole steps since 1970-01-01T00:00:00Z. */
export function stepAt(atMs: number): number {
  return Math.floor(atMs / 1000 / STEP_SECONDS);
}

/** RFC 4226 §5.3. */
export function hotp(seed: Uint8Array, counter: number, digits: number): string {
  const counterBytes = Buffer.alloc(8);
  counterBytes.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', seed).update(counterBytes).digest();
  const offset = (mac[19] ?? 0) & 0x0f;
  const truncated = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

/** The code that an authenticator shows in this step; `secret` is base32 as it was shown at enrolment. */
export function totpCode(secret: string, step: number): string {
  return hotp(fromBase32(secret), step, DIGITS);
}

/** The step that `code` belongs to, the present one or the one before, or null. Takes the same time for every code. */
export function matchingStep(seed: Uint8Array, code: string, nowMs: number): number | null {
  const present = stepAt(nowMs);
  let found: number | null = null;
  for (let step = present - STEPS_BACK; step <= present; step++) {
    if (sameCode(hotp(seed, step, DIGITS), code)) found = step;
  }
  return found;
}

function sameCode(expected: string, given: string): boolean {
  return given.length === DIGITS && timingSafeEqual(utf8(expected), utf8(given).subarray(0, DIGITS));
}

/** What an authenticator app scans (the otpauth key URI that they all read). */
export function totpUri(stationName: string, username: string, secret: string): string {
  const label = `${encodeURIComponent(stationName)}:${encodeURIComponent(username)}`;
  const parameters = `secret=${secret}&issuer=${encodeURIComponent(stationName)}`;
  return `otpauth://totp/${label}?${parameters}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 §6, without padding. */
export function toBase32(value: Uint8Array): string {
  let text = '';
  let bits = 0;
  let buffer = 0;
  for (const byte of value) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += BASE32.charAt((buffer >> (bits - 5)) & 31);
  }
  return bits === 0 ? text : text + BASE32.charAt((buffer << (5 - bits)) & 31);
}

/** Spaces and case do not matter, as people copy secrets by hand. */
export function fromBase32(text: string): Uint8Array {
  const value: number[] = [];
  let bits = 0;
  let buffer = 0;
  for (const letter of text.toUpperCase().replace(/[\s=]/g, '')) {
    const digit = BASE32.indexOf(letter);
    if (digit < 0) throw new EvidenceError('auth.secret-not-base32');
    buffer = ((buffer << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      value.push((buffer >> bits) & 0xff);
    }
  }
  return Uint8Array.from(value);
}
