/**
 * Checks a detached CMS signature (RFC 5652 §5.4, §5.6), each signer apart: the digest of the content, the signature
 * over the signed attributes, and that the given authority issued the certificate and it was valid when it signed.
 * Shares nothing with the writer of signatures: own reading, the runtime's own public-key arithmetic.
 */
import { createHash, verify as verifySignature, X509Certificate } from 'node:crypto';
import type { Verdict } from '../../../../src-preload/contract/index.ts';
import { EvidenceError, equalBytes, type Sha256Hex, sha256Of, type UtcMs, utcMs } from '../../lib/index.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { objectIdentifier, octetString, sameEncoding, time } from './der.ts';
import { readSignedData, type SignedData, type SignerInfo } from './signedData.ts';

export interface SignerVerdict {
  /** Common name in the signer's certificate; null when the certificate is not there. */
  readonly name: string | null;
  readonly certificateSha256: Sha256Hex | null;
  /** Distinguished name of the person (their user name in its serial number), and SHA-256 of their public key. */
  readonly subject: string | null;
  readonly keySha256: Sha256Hex | null;
  /** What the signer's own clock said. */
  readonly signedAt: UtcMs | null;
  readonly verdict: Verdict;
  /** Why it is not matched. */
  readonly code: string | null;
}

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';

/** RFC 5754 §2; what is weaker is not judged. */
const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** RSA PKCS#1 v1.5, named with or without its digest (RFC 5754 §3.2), and ECDSA (§3.3). */
const SIGNATURES: Readonly<Record<string, { readonly key: 'rsa' | 'ec'; readonly digest: string | null }>> = {
  '1.2.840.113549.1.1.1': { key: 'rsa', digest: null },
  '1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
  // Not a signature algorithm by its definition, but what Java's jar signer writes for ECDSA.
  '1.2.840.10045.2.1': { key: 'ec', digest: null },
  '1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512' },
};

/**
 * One verdict for each signer, in the order of the message. Throws `EvidenceError` when the message itself cannot be
 * read: `cms.malformed` (offset), `cms.not-signed-data`, `cms.no-signer`, `cms.bad-authority`.
 */
export function verifyDetached(file: Uint8Array, content: Uint8Array, authorityPem: string): readonly SignerVerdict[] {
  const message = readSignedData(file);
  if (message.signers.length === 0) throw new EvidenceError('cms.no-signer');
  const authority = readAuthority(authorityPem);
  const certificates = message.certificates.map(readCertificate);
  return message.signers.map((signer) => {
    const certificate = certificates.find((candidate) => belongsTo(candidate, signer)) ?? null;
    return {
      name: certificate?.commonName ?? null,
      certificateSha256: certificate ? sha256Of(certificate.x509.raw) : null,
      subject: certificate?.x509.subject ?? null,
      keySha256: certificate ? sha256Of(certificate.publicKey.export({ format: 'der', type: 'spki' })) : null,
      signedAt: signingTime(signer),
      ...judge(signer, certificate, message, content, authority),
    };
  });
}

function readAuthority(pem: string): Certificate {
  let authority: Certificate;
  try {
    authority = readCertificate(new X509Certificate(pem).raw);
  } catch (cause) {
    throw new EvidenceError('cms.bad-authority', {}, cause);
  }
  if (!authority.x509.ca) throw new EvidenceError('cms.bad-authority');
  return authority;
}

function judge(
  signer: SignerInfo,
  certificate: Certificate | null,
  message: SignedData,
  content: Uint8Array,
  authority: Certificate,
): Pick<SignerVerdict, 'verdict' | 'code'> {
  const mismatched = (code: string) => ({ verdict: 'mismatched', code }) as const;
  if (!certificate) return mismatched('cms.no-certificate');
  const digest = DIGESTS[signer.digestAlgorithm];
  const algorithm = SIGNATURES[signer.signatureAlgorithm];
  if (!digest || !algorithm || certificate.publicKey.asymmetricKeyType !== algorithm.key) {
    return { verdict: 'not-performed', code: 'cms.unknown-algorithm' };
  }
  const attributes = signer.signedAttributes;
  if (attributes) {
    const [type] = attributes.values.get(CONTENT_TYPE) ?? [];
    const [messageDigest] = attributes.values.get(MESSAGE_DIGEST) ?? [];
    // §5.3: with signed attributes both are obligatory, and the type is that of the content.
    if (!type || !messageDigest || objectIdentifier(type) !== message.contentType)
      return mismatched('cms.bad-attributes');
    const found = createHash(digest).update(content).digest();
    if (!equalBytes(octetString(messageDigest), found)) return mismatched('cms.content-differs');
  }
  const covered = attributes?.encoded ?? content;
  if (!verifySignature(algorithm.digest ?? digest, covered, certificate.publicKey, signer.signature)) {
    return mismatched(attributes ? 'cms.signature-wrong' : 'cms.content-differs');
  }
  if (!certificate.x509.checkIssued(authority.x509) || !certificate.x509.verify(authority.publicKey)) {
    return mismatched('cms.other-authority');
  }
  const at = signingTime(signer);
  if (at === null) return { verdict: 'not-performed', code: 'cms.no-signing-time' };
  const valid = [certificate, authority].every(({ notBefore, notAfter }) => notBefore <= at && at <= notAfter);
  return valid ? { verdict: 'matched', code: null } : mismatched('cms.certificate-not-valid-then');
}

function belongsTo(certificate: Certificate, signer: SignerInfo): boolean {
  if ('keyIdentifier' in signer.certificate) {
    const { keyIdentifier } = signer.certificate;
    return certificate.keyIdentifier !== null && equalBytes(certificate.keyIdentifier, keyIdentifier);
  }
  const { issuer, serial } = signer.certificate;
  return certificate.serial === serial && sameEncoding(certificate.issuer, issuer);
}

function signingTime(signer: SignerInfo): UtcMs | null {
  const [value] = signer.signedAttributes?.values.get(SIGNING_TIME) ?? [];
  return value ? utcMs(time(value)) : null;
}
