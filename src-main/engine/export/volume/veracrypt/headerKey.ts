/**
 * The key of a header: passphrase and salt through one of VeraCrypt's derivations. Nothing in the file says which one was
 * used, nor the PIM, so a reader tries what it is told to try.
 *
 * The PIM (personal iterations multiplier) sets the cost: PBKDF2 runs 15,000 + PIM × 1,000 times, 500,000 without a PIM.
 * Argon2id (VeraCrypt 1.26.27 and later; RFC 9106, version 13h, one lane) takes min(64 + (PIM - 1) × 32, 1024) MiB and
 * 3 + ⌊(PIM - 1) / 3⌋ passes, beyond PIM 31 one pass more for each step; without a PIM as with PIM 12.
 */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { RefusedError, utf8 } from '../../../lib/index.ts';
import { type Argon2Cost, argon2id } from '../../../station/index.ts';
import { XTS_KEY_BYTES } from '../xts/xtsCipher.ts';

export type Derivation = 'sha512' | 'sha256' | 'argon2id';

/** For messages. */
export const DERIVATION_NAMES: Readonly<Record<Derivation, string>> = {
  sha512: 'PBKDF2-SHA-512 + AES',
  sha256: 'PBKDF2-SHA-256 + AES',
  argon2id: 'Argon2id + AES',
};

/** VeraCrypt's limit (1.24 and later), bytes of UTF-8. */
const PASSPHRASE_BYTES_MAX = 128;
/** VeraCrypt's own limit, so that the number of iterations fits into 32 bits. */
const PIM_MAX = 2_147_468;
/** Below this length VeraCrypt refuses to make a volume with less than the usual cost. */
const SHORT_PASSPHRASE = 20;
const USUAL_PIM: Readonly<Record<Derivation, number>> = { sha512: 485, sha256: 485, argon2id: 12 };
/**
 * VeraCrypt always asks Argon2id for the key material of its longest cascade, and takes the front of it: the length goes
 * into the hash, so 64 bytes asked for would be other bytes.
 */
const ARGON2_KEY_BYTES = 192;

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

/** Refuses a PIM with which VeraCrypt itself would not make a volume (`volume.pim-not-allowed`). */
export function checkPim(pim: number, derivation: Derivation, passphrase: string): void {
  const least = passphrase.length < SHORT_PASSPHRASE ? USUAL_PIM[derivation] : 1;
  if (!Number.isInteger(pim) || pim < least || pim > PIM_MAX) {
    throw new RefusedError('volume.pim-not-allowed', { pim, least, most: PIM_MAX });
  }
}

/** Data key and tweak key of the header, 64 bytes. `pim` null: the usual cost. */
export async function deriveHeaderKey(
  passphrase: Uint8Array,
  salt: Uint8Array,
  derivation: Derivation,
  pim: number | null,
): Promise<Uint8Array> {
  const multiplier = pim ?? USUAL_PIM[derivation];
  if (derivation === 'argon2id') {
    const task = { password: passphrase, salt, cost: argon2Cost(multiplier), lengthBytes: ARGON2_KEY_BYTES };
    return (await argon2id(task)).slice(0, XTS_KEY_BYTES);
  }
  return new Uint8Array(await derive(passphrase, salt, 15_000 + multiplier * 1000, XTS_KEY_BYTES, derivation));
}

function argon2Cost(pim: number): Argon2Cost {
  return {
    memoryKib: Math.min(64 + (pim - 1) * 32, 1024) * 1024,
    passes: pim <= 31 ? 3 + Math.floor((pim - 1) / 3) : 13 + (pim - 31),
    lanes: 1,
  };
}
