/** Ed25519 (RFC 8032) from raw 32-byte seeds, through node:crypto, which OpenSSL and BoringSSL answer alike. */
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { BugError, concat, fromHex } from '../lib/index.ts';

/** DER of a PKCS#8 PrivateKeyInfo for id-Ed25519 (RFC 8410 §7), up to where the seed begins. */
const PKCS8_PREFIX = fromHex('302e020100300506032b657004220420');

/** DER of a SubjectPublicKeyInfo for id-Ed25519 (RFC 8410 §4) is 12 bytes longer than the key. */
const SPKI_PREFIX_BYTES = 12;

export function signingKey(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw new BugError('bug.seed-length', { lengthBytes: seed.length });
  const der = Buffer.from(concat(PKCS8_PREFIX, seed));
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}

/** The 32 raw bytes of the public key. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX_BYTES));
}

export function signEd25519(key: KeyObject, message: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, key));
}
