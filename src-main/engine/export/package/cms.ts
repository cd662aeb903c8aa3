/**
 * A detached CMS signature (RFC 5652 SignedData, PKCS#7) of several people over one file: SHA-256, RSA PKCS#1 v1.5,
 * signed attributes content type, signing time and message digest, every signer's certificate and the authority's.
 * Checked by `openssl cms -verify -binary -inform PEM -in … -content … -CAfile … -purpose any`.
 */
import forge from 'node-forge';
import type { UtcMs } from '../../lib/index.ts';

export interface CmsSigner {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** Object identifiers of RFC 5652 §4 and §11, and of SHA-256 (RFC 5754 §2.2). */
const DATA = '1.2.840.113549.1.7.1';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
/** X.680 tag number of UTF8String. */
const UTF8_STRING = 12;
const SHA256 = '2.16.840.1.101.3.4.2.1';

/** PEM text. Its length depends on the signers alone: an RSA signature is as long as its modulus. */
export function signDetached(
  content: Uint8Array,
  signers: readonly CmsSigner[],
  authorityPem: string,
  signedAt: UtcMs,
): string {
  const message = forge.pkcs7.createSignedData();
  message.content = forge.util.createBuffer(Buffer.from(content).toString('binary'));
  message.addCertificate(authorityPem);
  for (const signer of signers) {
    const certificate = readCertificate(signer.certificatePem);
    message.addCertificate(certificate);
    message.addSigner({
      key: signer.privateKeyPem,
      certificate,
      digestAlgorithm: SHA256,
      // In this order the SET OF is in DER order (X.690 §11.6), which the encoder does not see to.
      authenticatedAttributes: [
        { type: CONTENT_TYPE, value: DATA },
        { type: SIGNING_TIME, value: new Date(signedAt).toISOString() },
        { type: MESSAGE_DIGEST },
      ],
    });
  }
  message.sign({ detached: true });
  const der = Buffer.from(forge.asn1.toDer(message.toAsn1()).getBytes(), 'binary');
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  // `openssl cms` takes this older label too, other tools take no other.
  return `-----BEGIN PKCS7-----\n${lines.join('\n')}\n-----END PKCS7-----\n`;
}

/**
 * node-forge reads a UTF8String of a name as bytes but writes it from text, so that a Chinese issuer would be encoded
 * twice in the signer's identifier and match no certificate. Here it becomes text first.
 */
function readCertificate(pem: string): forge.pki.Certificate {
  const certificate = forge.pki.certificateFromPem(pem);
  for (const field of certificate.issuer.attributes) {
    const isUtf8 = Number(field.valueTagClass) === UTF8_STRING;
    if (isUtf8 && typeof field.value === 'string') field.value = Buffer.from(field.value, 'binary').toString('utf8');
  }
  return certificate;
}
