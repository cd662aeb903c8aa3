/**
 * A ring: the keys that one account holds, sealed under the key that Argon2id makes of its password.
 *
 *     sealed ring = 12 bytes nonce | AES-256-GCM ciphertext of the canonical JSON below | 16 bytes tag
 *     AAD         = "sealbench/ring/v1\n" | canonical JSON { lanes, memoryKib, passes, ringNumber, salt, serial, username }
 *
 * Valid if and only if the tag fits and the JSON has exactly the members of `Ring`, binary ones in base64. A ring can
 * therefore not be moved to another account, station or set of password parameters. Its number grows with every new
 * password, so that an older ring put back in place is recognised.
 */
import { canonicalJson, concat, EvidenceError, type JsonValue, toHex, utf8 } from '../lib/index.ts';
import { KEY_BYTES, seal, unseal } from '../vault/index.ts';
import type { Argon2Cost } from './argon2.ts';

export interface Ring {
  /** Opens `station.db`. Every account holds it. */
  readonly stationKey: Uint8Array;
  /** Opens `evidence.db` and the blobs. Only accounts of an evidence role hold it. */
  readonly evidenceKey: Uint8Array | null;
  /** Opens the authority's private key. Only administrators hold it. */
  readonly authorityKey: Uint8Array | null;
  readonly totpSeed: Uint8Array;
  /** Ed25519, signs checkpoints. */
  readonly cosignerSeed: Uint8Array;
  /** PKCS#8 PEM of the RSA key that the account's certificate is for. */
  readonly identityKeyPem: string;
}

/** What surrounds a ring in the door, bound to it by the seal. */
export interface RingBinding {
  readonly serial: string;
  readonly username: string;
  readonly ringNumber: number;
  readonly salt: Uint8Array;
  readonly cost: Argon2Cost;
}

export function sealRing(passwordKey: Uint8Array, ring: Ring, binding: RingBinding): Uint8Array {
  const base64 = (value: Uint8Array | null) => (value ? Buffer.from(value).toString('base64') : null);
  const content = canonicalJson({
    authorityKey: base64(ring.authorityKey),
    cosignerSeed: base64(ring.cosignerSeed),
    evidenceKey: base64(ring.evidenceKey),
    identityKeyPem: ring.identityKeyPem,
    stationKey: base64(ring.stationKey),
    totpSeed: base64(ring.totpSeed),
  });
  return seal(passwordKey, utf8(content), associatedData(binding));
}

/** Throws `WrongKeyError('vault.wrong-key')` for another password, `EvidenceError` for a ring that is no ring. */
export function unsealRing(passwordKey: Uint8Array, sealed: Uint8Array, binding: RingBinding): Ring {
  const content = JSON.parse(Buffer.from(unseal(passwordKey, sealed, associatedData(binding))).toString('utf8')) as {
    readonly [key: string]: JsonValue | undefined;
  };
  const damaged = () => new EvidenceError('station.ring-damaged', { username: binding.username });
  const text = (name: keyof Ring): string => {
    const value = content[name];
    if (typeof value !== 'string') throw damaged();
    return value;
  };
  const key = (name: keyof Ring): Uint8Array => {
    const value = new Uint8Array(Buffer.from(text(name), 'base64'));
    if (value.length !== KEY_BYTES) throw damaged();
    return value;
  };
  return {
    stationKey: key('stationKey'),
    evidenceKey: content.evidenceKey === null ? null : key('evidenceKey'),
    authorityKey: content.authorityKey === null ? null : key('authorityKey'),
    totpSeed: new Uint8Array(Buffer.from(text('totpSeed'), 'base64')),
    cosignerSeed: key('cosignerSeed'),
    identityKeyPem: text('identityKeyPem'),
  };
}

function associatedData({ serial, username, ringNumber, salt, cost }: RingBinding): Uint8Array {
  const facts = { serial, username, ringNumber, salt: toHex(salt), ...cost };
  return concat(utf8('sealbench/ring/v1\n'), utf8(canonicalJson(facts)));
}
