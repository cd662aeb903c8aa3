/** A keyslot: the volume key split, and encrypted under a key that Argon2id or PBKDF2 makes of the passphrase. */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { equalBytes } from '../../../lib/index.ts';
import { argon2id } from '../../../station/index.ts';
import { XTS_KEY_BYTES, XTS_UNIT_BYTES, XtsCipher } from '../xts/xtsCipher.ts';
import { knowsHash, mergeKey, splitKey } from './antiForensic.ts';
import type { LuksDigest, LuksKdf, LuksKeyslot } from './metadata.ts';

export const CIPHER = 'aes-xts-plain64';

const derive = promisify(pbkdf2);

/** What lies in the keyslot's area. */
export async function fillKeyslot(
  slot: LuksKeyslot,
  volumeKey: Uint8Array,
  passphrase: Uint8Array,
): Promise<Uint8Array> {
  const area = new Uint8Array(slot.area.size);
  const split = splitKey(volumeKey, slot.af.stripes, slot.af.hash);
  area.set(split, 0);
  const slotKey = await passphraseKey(slot.kdf, passphrase);
  new XtsCipher(slotKey).encrypt(area.subarray(0, materialBytes(slot)), 0n);
  slotKey.fill(0);
  split.fill(0);
  return area;
}

/** The key that this passphrase gives, right or wrong: only the digest knows. */
export async function emptyKeyslot(slot: LuksKeyslot, area: Uint8Array, passphrase: Uint8Array): Promise<Uint8Array> {
  const slotKey = await passphraseKey(slot.kdf, passphrase);
  const material = new Uint8Array(area.subarray(0, materialBytes(slot)));
  new XtsCipher(slotKey).decrypt(material, 0n);
  slotKey.fill(0);
  return mergeKey(material, slot.key_size, slot.af.stripes, slot.af.hash);
}

/** Whether everything that a slot needs is at hand. */
export function canUse(slot: LuksKeyslot): boolean {
  const aes256 =
    slot.key_size === XTS_KEY_BYTES && slot.area.key_size === XTS_KEY_BYTES && slot.area.encryption === CIPHER;
  const hashes = knowsHash(slot.af.hash) && (slot.kdf.type === 'argon2id' || knowsHash(slot.kdf.hash));
  return aes256 && hashes && slot.area.size >= materialBytes(slot);
}

/** Whole sectors of split key. */
function materialBytes(slot: LuksKeyslot): number {
  return Math.ceil((slot.key_size * slot.af.stripes) / XTS_UNIT_BYTES) * XTS_UNIT_BYTES;
}

async function passphraseKey(kdf: LuksKdf, passphrase: Uint8Array): Promise<Uint8Array> {
  if (kdf.type === 'argon2id') {
    const cost = { memoryKib: kdf.memory, passes: kdf.time, lanes: kdf.cpus };
    return await argon2id({ password: passphrase, salt: kdf.salt, cost, lengthBytes: XTS_KEY_BYTES });
  }
  return new Uint8Array(await derive(passphrase, kdf.salt, kdf.iterations, XTS_KEY_BYTES, kdf.hash));
}

/** PBKDF2 over the volume key: tells the right key from a wrong one. */
export async function digestOf(
  key: Uint8Array,
  digest: Omit<LuksDigest, 'digest'>,
  bytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await derive(key, digest.salt, digest.iterations, bytes, digest.hash));
}

export async function isVolumeKey(key: Uint8Array, digest: LuksDigest): Promise<boolean> {
  return knowsHash(digest.hash) && equalBytes(await digestOf(key, digest, digest.digest.length), digest.digest);
}
