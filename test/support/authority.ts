/** A throw-away certificate authority and people with certificates of it, as a station would issue them. */
import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

export interface TestPerson {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export interface TestAuthority extends TestPerson {
  issue(commonName: string, validFor?: { from: Date; to: Date }): TestPerson;
}

const YEAR_MS = 365 * 24 * 3600 * 1000;

export function makeAuthority(commonName = '封证台测试机构'): TestAuthority {
  const now = Date.now();
  const validity = { from: new Date(now - YEAR_MS), to: new Date(now + 10 * YEAR_MS) };
  const own = makeKeys();
  const name = subject(commonName);
  const certificatePem = certificate(
    { name, issuer: name, publicPem: own.publicKey, validity, ca: true },
    own.privateKey,
  );
  return {
    certificatePem,
    privateKeyPem: own.privateKey,
    issue(personName, validFor = validity) {
      const keys = makeKeys();
      const made = {
        name: subject(personName),
        issuer: name,
        publicPem: keys.publicKey,
        validity: validFor,
        ca: false,
      };
      return { certificatePem: certificate(made, own.privateKey), privateKeyPem: keys.privateKey };
    },
  };
}

function makeKeys(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
}

function subject(commonName: string): forge.pki.CertificateField[] {
  const utf8 = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class;
  return [
    { shortName: 'O', value: '某某公司安全部', valueTagClass: utf8 },
    { shortName: 'CN', value: commonName, valueTagClass: utf8 },
  ];
}

interface ToIssue {
  readonly name: forge.pki.CertificateField[];
  readonly issuer: forge.pki.CertificateField[];
  readonly publicPem: string;
  readonly validity: { from: Date; to: Date };
  readonly ca: boolean;
}

function certificate(made: ToIssue, issuerKeyPem: string): string {
  const issued = forge.pki.createCertificate();
  issued.publicKey = forge.pki.publicKeyFromPem(made.publicPem);
  // A positive INTEGER without padding: the first byte is 01.
  issued.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`;
  issued.validity.notBefore = made.validity.from;
  issued.validity.notAfter = made.validity.to;
  issued.setSubject(made.name);
  issued.setIssuer(made.issuer);
  issued.setExtensions([
    { name: 'basicConstraints', cA: made.ca, critical: true },
    made.ca
      ? { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }
      : { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  issued.sign(forge.pki.privateKeyFromPem(issuerKeyPem), forge.md.sha256.create());
  return forge.pki.certificateToPem(issued);
}
