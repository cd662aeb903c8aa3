/** A new volume's header areas: fresh keys and salts, both headers, random bytes where a hidden header would be. */
import { randomBytes } from 'node:crypto';
import type { PreparedVolume } from '../prepared.ts';
import { XTS_KEY_BYTES } from '../xts/xtsCipher.ts';
import { encodeHeader, HEADER_AREA_BYTES, SALT_BYTES, unitAt } from './header.ts';
import { checkPim, type Derivation, deriveHeaderKey, passphraseBytes } from './headerKey.ts';

/** Size of the whole volume for a payload. */
export function veracryptSize(payloadBytes: number): number {
  return payloadBytes + 2 * HEADER_AREA_BYTES;
}

/** `payloadBytes` is a multiple of 512. Takes the time of two key derivations. */
export async function prepareVeracrypt(
  passphrase: string,
  payloadBytes: number,
  derivation: Derivation = 'sha512',
  pim: number | null = null,
): Promise<PreparedVolume> {
  if (pim !== null) checkPim(pim, derivation, passphrase);
  const secret = passphraseBytes(passphrase);
  const key = newXtsKey();
  const headerArea = async (): Promise<Uint8Array> => {
    const area = new Uint8Array(randomBytes(HEADER_AREA_BYTES));
    const salt = area.slice(0, SALT_BYTES);
    const headerKey = await deriveHeaderKey(secret, salt, derivation, pim);
    const fields = { payloadOffset: HEADER_AREA_BYTES, payloadBytes, sectorBytes: 512, key, otherLayout: false };
    area.set(encodeHeader(fields, salt, headerKey), 0);
    headerKey.fill(0);
    return area;
  };
  const [head, tail] = await Promise.all([headerArea(), headerArea()]);
  secret.fill(0);
  return {
    sizeBytes: veracryptSize(payloadBytes),
    head,
    payloadBytes,
    tail,
    firstUnit: unitAt(HEADER_AREA_BYTES),
    key,
  };
}

function newXtsKey(): Uint8Array {
  return new Uint8Array(randomBytes(XTS_KEY_BYTES));
}
