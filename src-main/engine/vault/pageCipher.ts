/**
 * What SQLCipher 4 puts into every 4096-byte page, as far as we need it to tell a wrong key from a damaged file.
 *
 *     page 1:  16 bytes salt | 4000 bytes ciphertext | 16 bytes IV | 64 bytes HMAC-SHA-512
 *     page n:  4016 bytes ciphertext                 | 16 bytes IV | 64 bytes HMAC-SHA-512
 *
 * HMAC key = PBKDF2-HMAC-SHA-512(key, salt with every byte XOR 0x3a, 2 rounds, 32 bytes); the HMAC covers ciphertext,
 * IV and the page number as 4 bytes, least significant first (SQLCipher's documented design, measured).
 *
 * SQLite answers "file is not a database" both for a wrong key and for a damaged first page. So the salt of our stores
 * is not random but derived from the key: a file whose salt fits the key, or of which any page verifies under the key,
 * belongs to this key and is damaged; anything else has another key.
 */
import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { deriveKey } from './keys.ts';

const PAGE_BYTES = 4096;
const SALT_BYTES = 16;
const HMAC_BYTES = 64;
/** Enough to find an intact page beside any local damage, few enough to answer at once. */
const PAGES_TRIED = 64;

export function storeSalt(key: Uint8Array): Uint8Array {
  return deriveKey(key, 'store-salt').subarray(0, SALT_BYTES);
}

/** True when the file at `path` was written under `key`, however damaged it is. */
export function belongsToKey(path: string, key: Uint8Array): boolean {
  const salt = storeSalt(key);
  const hmacKey = pbkdf2Sync(
    key,
    salt.map((byte) => byte ^ 0x3a),
    2,
    32,
    'sha512',
  );
  const file = openSync(path, 'r');
  try {
    const pageCount = Math.floor(fstatSync(file).size / PAGE_BYTES);
    const page = Buffer.alloc(PAGE_BYTES);
    for (let number = 1; number <= Math.min(pageCount, PAGES_TRIED); number++) {
      readSync(file, page, 0, PAGE_BYTES, (number - 1) * PAGE_BYTES);
      if (number === 1 && timingSafeEqual(page.subarray(0, SALT_BYTES), salt)) return true;
      if (pageVerifies(page, number, hmacKey)) return true;
    }
    return false;
  } finally {
    closeSync(file);
  }
}

function pageVerifies(page: Uint8Array, number: number, hmacKey: Uint8Array): boolean {
  const numberBytes = Buffer.alloc(4);
  numberBytes.writeUInt32LE(number);
  const expected = createHmac('sha512', hmacKey)
    .update(page.subarray(number === 1 ? SALT_BYTES : 0, PAGE_BYTES - HMAC_BYTES))
    .update(numberBytes)
    .digest();
  return timingSafeEqual(expected, page.subarray(PAGE_BYTES - HMAC_BYTES));
}
