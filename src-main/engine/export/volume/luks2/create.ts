/** A new LUKS2 volume's headers and keyslot area. */
import { randomBytes, randomUUID } from 'node:crypto';
import { RefusedError, utf8 } from '../../../lib/index.ts';
import type { PreparedVolume } from '../prepared.ts';
import { XTS_KEY_BYTES } from '../xts/xtsCipher.ts';
import { encodeHeaders, HEADER_BYTES } from './header.ts';
import { CIPHER, digestOf, fillKeyslot } from './keyslot.ts';
import type { LuksKeyslot } from './metadata.ts';

/** cryptsetup's own choice, so that every tool finds room for more keyslots. */
const PAYLOAD_OFFSET = 16 * 2 ** 20;
const KEYSLOT_OFFSET = 2 * HEADER_BYTES;
/** 4,000 stripes of 64 bytes, in whole pages. */
const KEYSLOT_BYTES = 258_048;
const STRIPES = 4000;
const SALT_BYTES = 32;
/** RFC 9106 §4, second recommended option: three passes, 64 MiB, four lanes. */
const ARGON2_COST = { time: 3, memory: 65_536, cpus: 4 } as const;
/** The digest guards a random key of 512 bits: guessing it is hopeless whatever a try costs. */
const DIGEST_ITERATIONS = 100_000;
/** cryptsetup reads no more from a terminal or a file of keys. */
const PASSPHRASE_BYTES_MAX = 512;

export function luks2Size(payloadBytes: number): number {
  return PAYLOAD_OFFSET + payloadBytes;
}

/** `payloadBytes` is a multiple of 512. */
export async function prepareLuks2(passphrase: string, payloadBytes: number): Promise<PreparedVolume> {
  const secret = utf8(passphrase);
  if (secret.length === 0) throw new RefusedError('volume.passphrase-empty', {});
  if (secret.length > PASSPHRASE_BYTES_MAX) {
    throw new RefusedError('volume.passphrase-too-long', { bytes: secret.length, most: PASSPHRASE_BYTES_MAX });
  }
  const key = new Uint8Array(randomBytes(XTS_KEY_BYTES));
  const slot: LuksKeyslot = {
    type: 'luks2',
    key_size: XTS_KEY_BYTES,
    af: { type: 'luks1', stripes: STRIPES, hash: 'sha256' },
    area: { type: 'raw', offset: KEYSLOT_OFFSET, size: KEYSLOT_BYTES, encryption: CIPHER, key_size: XTS_KEY_BYTES },
    kdf: { type: 'argon2id', ...ARGON2_COST, salt: newSalt() },
  };
  const digest = {
    type: 'pbkdf2' as const,
    keyslots: ['0'],
    segments: ['0'],
    hash: 'sha256',
    iterations: DIGEST_ITERATIONS,
    salt: newSalt(),
  };
  const head = new Uint8Array(PAYLOAD_OFFSET);
  const json = metadataText(slot, { ...digest, digest: await digestOf(key, digest, 32) });
  head.set(encodeHeaders(randomUUID(), json), 0);
  head.set(await fillKeyslot(slot, key, secret), KEYSLOT_OFFSET);
  secret.fill(0);
  return { sizeBytes: luks2Size(payloadBytes), head, payloadBytes, tail: new Uint8Array(0), firstUnit: 0n, key };
}

function newSalt(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(SALT_BYTES));
}

/** Numbers of 64 bits as strings, bytes as base64 (specification §3.1). */
function metadataText(slot: LuksKeyslot, digest: { readonly salt: Uint8Array; readonly digest: Uint8Array }): string {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const segment = {
    type: 'crypt',
    offset: String(PAYLOAD_OFFSET),
    size: 'dynamic',
    iv_tweak: '0',
    encryption: CIPHER,
    sector_size: 512,
  };
  return JSON.stringify({
    keyslots: {
      0: {
        ...slot,
        area: { ...slot.area, offset: String(slot.area.offset), size: String(slot.area.size) },
        kdf: { ...slot.kdf, salt: base64(slot.kdf.salt) },
      },
    },
    tokens: {},
    segments: { 0: segment },
    digests: { 0: { ...digest, salt: base64(digest.salt), digest: base64(digest.digest) } },
    config: { json_size: String(HEADER_BYTES - 4096), keyslots_size: String(PAYLOAD_OFFSET - KEYSLOT_OFFSET) },
  });
}
