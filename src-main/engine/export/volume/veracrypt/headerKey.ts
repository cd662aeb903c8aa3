/**
 * The key of a header: passphrase and salt through one of VeraCrypt's derivations. Nothing in the file says which one was
 * used, so a reader tries them in turn.
 */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { RefusedError, utf8 } from '../../../lib/index.ts';
import { XTS_KEY_BYTES } from '../xts/xtsCipher.ts';

export const DERIVATIONS = ['sha512', 'sha256'] as const;
export type Derivation = (typeof DERIVATIONS)[number];

/** For messages: what was tried, with the one cipher that we have. */
export const SUPPORTED_SETS = 'PBKDF2-SHA-512 + AES, PBKDF2-SHA-256 + AES';

/** VeraCrypt's limit (1.24 and later), bytes of UTF-8. */
const PASSPHRASE_BYTES_MAX = 128;
/** Without a PIM; with one 15,000 + PIM × 1,000, so that PIM 485 is the same. */
const ITERATIONS = 500_000;

const derive = promisify(pbkdf2);

/** Throws `volume.passphrase-empty`, `volume.passphrase-too-long`. */
export function passphraseBytes(passphrase: string): Uint8Array {
  const bytes = utf8(passphrase);
  if (bytes.length === 0) throw new RefusedError('volume.passphrase-empty', {});
  if (bytes.length > PASSPHRASE_BYTES_MAX) {
    throw new RefusedError('volume.passphrase-too-long', { bytes: bytes.length, most: PASSPHRASE_BYTES_MAX });
  }
  return bytes;
}

/** Data key and tweak key of the header, 64 bytes. */
export async function deriveHeaderKey(
  passphrase: Uint8Array,
  salt: Uint8Array,
  derivation: Derivation,
): Promise<Uint8Array> {
  return new Uint8Array(await derive(passphrase, salt, ITERATIONS, XTS_KEY_BYTES, derivation));
}
