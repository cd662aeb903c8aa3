/**
 * Keys of the vault: 32-byte secrets, sub-keys with labels (HKDF-SHA-256, RFC 5869), and the sealing of small values
 * (AES-256-GCM, NIST SP 800-38D) with their purpose as associated data.
 *
 * A sealed value is `12 bytes random nonce | ciphertext | 16 bytes tag`. Nonces are random: one key seals far fewer
 * than the 2^32 values that SP 800-38D §8.3 allows for random 96-bit nonces.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { BugError, concat, EvidenceError, utf8, WrongKeyError } from '../lib/index.ts';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function newKey(): Uint8Array {
  return new Uint8Array(randomBytes(KEY_BYTES));
}

/** 32 bytes: HKDF-SHA-256 of `key`, without salt, with the info `sealbench/v1/<label>` and whatever tells uses apart. */
export function deriveKey(key: Uint8Array, label: string, context: Uint8Array = new Uint8Array()): Uint8Array {
  checkKey(key);
  return new Uint8Array(
    hkdfSync('sha256', key, new Uint8Array(), concat(utf8(`sealbench/v1/${label}`), context), KEY_BYTES),
  );
}

export function seal(key: Uint8Array, plaintext: Uint8Array, associated: Uint8Array): Uint8Array {
  checkKey(key);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated);
  return concat(nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
}

/**
 * Throws `WrongKeyError('vault.wrong-key')` when the tag does not fit: a wrong key, or a value or purpose that was
 * changed, which no cipher can tell apart. Throws `EvidenceError('vault.sealed-too-short')` when bytes are missing.
 */
export function unseal(key: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array {
  checkKey(key);
  if (sealed.length < NONCE_BYTES + TAG_BYTES)
    throw new EvidenceError('vault.sealed-too-short', { sizeBytes: sealed.length });
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const body = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
  try {
    return concat(body, decipher.final());
  } catch (cause) {
    throw new WrongKeyError('vault.wrong-key', {}, cause);
  }
}

/** Overwrites key material that is no longer needed; best effort, the runtime may have copied it. */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}

function checkKey(key: Uint8Array): void {
  if (key.length !== KEY_BYTES) throw new BugError('bug.key-length', { lengthBytes: key.length });
}
