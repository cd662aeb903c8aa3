/**
 * The key of an encrypted record: `encrypt_random_key` is the record's secret under the company's RSA key by PKCS#1
 * v1.5 (RFC 8017 §7.2). What opens `encrypt_chat_msg` with it is the vendor's own library; its cipher is not published.
 *
 * A padding that is wrong gives a secret too, one that opens nothing: whoever calls cannot tell the two apart, so no
 * caller can become an oracle. The runtime's own decryption refuses this padding in some versions, so node-forge does it.
 */
import { createHash, createHmac } from 'node:crypto';
import forge from 'node-forge';
import { EvidenceError } from '../../../lib/index.ts';

/** `encryptedKey` is base64. Throws `EvidenceError('intake.wecom-key-unreadable')` for a PEM that is no RSA key. */
export function unwrapWeComKey(privateKeyPem: string, encryptedKey: string): Buffer {
  const key = privateKey(privateKeyPem);
  const modulusBytes = Math.ceil(key.n.bitLength() / 8);
  const cipher = Buffer.from(encryptedKey, 'base64');
  const block = Buffer.alloc(modulusBytes);
  // A cipher text of another length is decrypted as zeros and fails like any other.
  if (cipher.length === modulusBytes) {
    const opened = Buffer.from(key.decrypt(cipher.toString('latin1'), 'RAW'), 'latin1');
    opened.copy(block, Math.max(0, modulusBytes - opened.length));
  }
  return secretIn(block, substitute(key, cipher));
}

function privateKey(pem: string): forge.pki.rsa.PrivateKey {
  try {
    return forge.pki.privateKeyFromPem(pem);
  } catch (cause) {
    throw new EvidenceError('intake.wecom-key-unreadable', {}, cause);
  }
}

/** The same for the same cipher text, and known to the key's holder alone. */
function substitute(key: forge.pki.rsa.PrivateKey, cipher: Buffer): Buffer {
  const secret = createHash('sha256').update(key.d.toString(16)).digest();
  return createHmac('sha256', secret).update(cipher).digest();
}

/** 0x00 0x02, at least eight bytes that are not zero, 0x00, the secret. Every byte is looked at whatever came before. */
function secretIn(block: Buffer, otherwise: Buffer): Buffer {
  let good = block[0] === 0 && block[1] === 2 ? 1 : 0;
  let start = 0;
  for (let i = 2; i < block.length; i++) {
    const isEnd = block[i] === 0 && start === 0 ? 1 : 0;
    if (isEnd === 1 && i < 10) good = 0;
    start += isEnd * (i + 1);
  }
  return good === 1 && start > 0 ? block.subarray(start) : otherwise;
}
