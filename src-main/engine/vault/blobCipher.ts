/**
 * The bytes of a blob file; `docs/formats/blob.md` is the same in prose.
 *
 *     offset  bytes
 *     0       8      "SBBLOB1\n"
 *     8       32     salt, random for every file
 *     40      …      chunks, one after the other: ciphertext of up to 65536 bytes of content, then its 16-byte tag
 *
 * Key     = HKDF-SHA-256(evidence key, info "sealbench/v1/blob" | salt), 32 bytes, AES-256-GCM.
 * Nonce   = chunk number from 0 as 11 bytes, most significant first | 1 for the last chunk, else 0 (the STREAM
 *           construction of Hoang, Reyhanitabar, Rogaway and Vizár 2015, as age uses it).
 * AAD     = the 40 bytes before the chunks; for the last chunk followed by the SHA-256 of the whole content.
 *
 * Valid if and only if: magic as above; every chunk but the last holds exactly 65536 bytes; the last one holds 0 to
 * 65536, 0 only when it is the only one; every tag fits; nothing follows. So chunks cannot be changed, moved, dropped
 * or cut off, and a file cannot stand in for another content.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat, fromHex, type Sha256Hex, utf8 } from '../lib/index.ts';
import { deriveKey } from './keys.ts';

export const CHUNK_BYTES = 65536;
export const TAG_BYTES = 16;
export const SALT_BYTES = 32;
export const MAGIC = utf8('SBBLOB1\n');
export const HEADER_BYTES = MAGIC.length + SALT_BYTES;

export interface BlobCipher {
  readonly header: Uint8Array;
  /** `contentHash` is given for the last chunk and for no other. Answers ciphertext and tag. */
  sealChunk(number: number, content: Uint8Array, contentHash: Sha256Hex | null): Uint8Array;
  /** The inverse; null when the tag does not fit. */
  unsealChunk(number: number, sealed: Uint8Array, contentHash: Sha256Hex | null): Uint8Array | null;
}

export function blobCipher(evidenceKey: Uint8Array, salt: Uint8Array): BlobCipher {
  const key = deriveKey(evidenceKey, 'blob', salt);
  const header = concat(MAGIC, salt);
  const associated = (contentHash: Sha256Hex | null) => (contentHash ? concat(header, fromHex(contentHash)) : header);

  return {
    header,
    sealChunk(number, content, contentHash) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce(number, contentHash !== null));
      cipher.setAAD(associated(contentHash));
      return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    },
    unsealChunk(number, sealed, contentHash) {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, contentHash !== null), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(associated(contentHash));
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      const content = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
      try {
        decipher.final();
        return content;
      } catch {
        return null; // The one thing that `final` throws for: the tag.
      }
    },
  };
}

function nonce(number: number, isLast: boolean): Uint8Array {
  const value = Buffer.alloc(12);
  value.writeUIntBE(number, 5, 6); // 2^48 chunks of 64 KiB: 16 EiB.
  value[11] = isLast ? 1 : 0;
  return value;
}
