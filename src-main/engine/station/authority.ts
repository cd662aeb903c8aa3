/**
 * The station's certificate authority and the identities that it issues: X.509 v3 (RFC 5280), RSA-3072, SHA-256.
 * Names are UTF-8: CN the display name, serialNumber the user name (or the station's serial), O the organisation.
 * Keys come from the operating system's generator, off the main thread; node-forge builds and signs the certificates.
 */
import { generateKeyPair, randomBytes, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import type { UtcMs } from '../lib/index.ts';

export interface Identity {
  readonly certificatePem: string;
  /** PKCS#8. */
  readonly privateKeyPem: string;
}

export interface Subject {
  readonly commonName: string;
  readonly serialNumber: string;
  readonly organisation: string;
}

const MODULUS_BITS = 3072;
const YEAR_MS = 365 * 24 * 3_600_000;
/** The authority outlives what it issued; a person's signing key is replaced within three years (SP 800-57 pt 1 §5.3.6). */
const AUTHORITY_MS = 20 * YEAR_MS;
const PERSON_MS = 3 * YEAR_MS;

export async function createAuthority(subject: Subject, at: UtcMs): Promise<Identity> {
  const keys = await newRsaKeys();
  const certificate = draft(subject, subject, keys.publicKey, at, AUTHORITY_MS);
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(keys.privateKey), forge.md.sha256.create());
  return { certificatePem: pem(certificate), privateKeyPem: keys.privateKey };
}

export async function issueIdentity(authority: Identity, subject: Subject, at: UtcMs): Promise<Identity> {
  const keys = await newRsaKeys();
  const issuer = forge.pki.certificateFromPem(authority.certificatePem);
  const certificate = draft(subject, null, keys.publicKey, at, PERSON_MS);
  certificate.setIssuer(issuer.subject.attributes.map(decoded));
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, nonRepudiation: true },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(authority.privateKeyPem), forge.md.sha256.create());
  return { certificatePem: pem(certificate), privateKeyPem: keys.privateKey };
}

/** SHA-256 over the DER form, lower-case hexadecimal. */
export function fingerprintOf(certificatePem: string): string {
  return new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '').toLowerCase();
}

function newRsaKeys(): Promise<{ publicKey: string; privateKey: string }> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: MODULUS_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

function draft(
  subject: Subject,
  issuer: Subject | null,
  publicPem: string,
  at: UtcMs,
  validMs: number,
): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicPem);
  certificate.serialNumber = newSerial();
  certificate.validity.notBefore = new Date(at);
  certificate.validity.notAfter = new Date(at + validMs);
  certificate.setSubject(attributes(subject));
  if (issuer) certificate.setIssuer(attributes(issuer));
  return certificate;
}

/** Positive and without a leading zero byte, as RFC 5280 §4.1.2.2 wants it: 127 random bits below a fixed one. */
function newSerial(): string {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial.toString('hex');
}

function attributes({ commonName, serialNumber, organisation }: Subject): forge.pki.CertificateField[] {
  // forge's typings know only tag classes here; what it reads is the tag.
  const utf8String = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class;
  return [
    { shortName: 'O', value: organisation, valueTagClass: utf8String },
    { shortName: 'CN', value: commonName, valueTagClass: utf8String },
    // id-at-serialNumber is a PrintableString (RFC 5280 appendix A.1).
    { type: '2.5.4.5', value: serialNumber },
  ];
}

/** forge reads a UTF8String as bytes and encodes it again when it writes. */
function decoded(attribute: forge.pki.CertificateField): forge.pki.CertificateField {
  const isUtf8 = (attribute.valueTagClass as unknown) === forge.asn1.Type.UTF8;
  return isUtf8 ? { ...attribute, value: forge.util.decodeUtf8(String(attribute.value)) } : attribute;
}

function pem(certificate: forge.pki.Certificate): string {
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
}
