/**
 * Decoders of volumes that share no code with the product: Python's hashlib for the key derivation, OpenSSL's AES-XTS in
 * plain Node for everything encrypted, cryptsetup for its own reading of the header.
 */
import { spawnSync } from 'node:child_process';
import { createDecipheriv } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Data key and tweak key from a VeraCrypt header at `offset`, or null when the passphrase does not open it. */
export function veracryptKey(volume: Buffer, offset: number, passphrase: string): Buffer | null {
  const header = volume.subarray(offset, offset + 512);
  const script =
    'import sys,hashlib;print(hashlib.pbkdf2_hmac("sha512",bytes.fromhex(sys.argv[1]),bytes.fromhex(sys.argv[2]),500000,64).hex())';
  const salt = header.subarray(0, 64).toString('hex');
  const derived = spawnSync('python3', ['-c', script, Buffer.from(passphrase).toString('hex'), salt], {
    encoding: 'utf8',
  });
  const opened = opensslXts(Buffer.from(derived.stdout.trim(), 'hex'), 0n, header.subarray(64));
  if (opened.toString('latin1', 0, 4) !== 'VERA' || opened.readUInt32BE(8) !== crc32(opened.subarray(192))) return null;
  return opened.subarray(192, 256);
}

/** One data unit, by OpenSSL. */
export function opensslXts(key: Buffer, unit: bigint, data: Buffer): Buffer {
  const number = Buffer.alloc(16);
  number.writeBigUInt64LE(unit);
  return createDecipheriv('aes-256-xts', key, number).update(data);
}

/** The payload, sector by sector. `firstUnit` is the number of its first sector. */
export function opensslPayload(key: Buffer, firstUnit: bigint, encrypted: Buffer): Buffer {
  const sectors: Buffer[] = [];
  for (let at = 0; at < encrypted.length; at += 512) {
    sectors.push(opensslXts(key, firstUnit + BigInt(at / 512), encrypted.subarray(at, at + 512)));
  }
  return Buffer.concat(sectors);
}

/**
 * cryptsetup's reading of a VeraCrypt header. PIM 485 is the default number of iterations; without one cryptsetup tries
 * older derivations and ends at a cipher that needs a kernel interface.
 */
export function tcryptDump(
  path: string,
  passphrase: string,
  pim = 485,
  ...options: string[]
): { status: number | null; output: string } {
  const how = ['tcryptDump', '--veracrypt', '--veracrypt-pim', String(pim), '--hash', 'sha512', '--cipher', 'aes'];
  const { status, stdout } = spawnSync('cryptsetup', [...how, ...options, path], {
    input: passphrase,
    encoding: 'utf8',
  });
  return { status, output: stdout };
}

/** The volume key that cryptsetup prints with `--dump-volume-key -q`. */
export function dumpedKey(output: string): Buffer {
  const hex = /MK dump:([\s0-9a-f]+)/.exec(output)?.[1] ?? '';
  return Buffer.from(hex.replace(/\s/g, ''), 'hex');
}
