/** What a signature check needs of an X.509 certificate (RFC 5280 §4.1), read from its own bytes. */
import { type KeyObject, X509Certificate } from 'node:crypto';
import {
  type Asn1,
  childOf,
  directoryString,
  INTEGER,
  integerHex,
  malformed,
  OBJECT_IDENTIFIER,
  objectIdentifier,
  octetString,
  readAsn1,
  SEQUENCE,
  SET,
  time,
} from './der.ts';

export interface Certificate {
  readonly x509: X509Certificate;
  readonly publicKey: KeyObject;
  readonly issuer: Asn1;
  readonly serial: string;
  readonly commonName: string | null;
  readonly keyIdentifier: Uint8Array | null;
  /** UTC milliseconds, both included. */
  readonly notBefore: number;
  readonly notAfter: number;
}

const COMMON_NAME = '2.5.4.3';
const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;

export function readCertificate(der: Uint8Array): Certificate {
  const tbs = childOf(readAsn1(der), 0, SEQUENCE);
  // The version is absent in version 1.
  const first = tbs.children[0]?.tag === VERSION ? 1 : 0;
  const validity = childOf(tbs, first + 3, SEQUENCE);
  const [notBefore, notAfter] = validity.children;
  if (!notBefore || !notAfter) throw malformed(validity.at);
  return {
    ...withKey(der),
    serial: integerHex(childOf(tbs, first, INTEGER)),
    issuer: childOf(tbs, first + 2, SEQUENCE),
    commonName: commonName(childOf(tbs, first + 4, SEQUENCE)),
    keyIdentifier: keyIdentifier(tbs),
    notBefore: time(notBefore),
    notAfter: time(notAfter),
  };
}

/** The last common name is the most specific one. */
function commonName(subject: Asn1): string | null {
  const names = subject.children
    .flatMap((set) => (set.tag === SET ? set.children : []))
    .filter((field) => objectIdentifier(childOf(field, 0, OBJECT_IDENTIFIER)) === COMMON_NAME)
    .flatMap((field) => field.children[1] ?? []);
  const last = names.at(-1);
  return last ? directoryString(last) : null;
}

function keyIdentifier(tbs: Asn1): Uint8Array | null {
  const extensions = tbs.children.find((value) => value.tag === EXTENSIONS)?.children[0]?.children ?? [];
  for (const extension of extensions) {
    if (objectIdentifier(childOf(extension, 0, OBJECT_IDENTIFIER)) !== SUBJECT_KEY_IDENTIFIER) continue;
    const value = extension.children.at(-1);
    return value ? octetString(readAsn1(octetString(value))) : null;
  }
  return null;
}

function withKey(der: Uint8Array): { x509: X509Certificate; publicKey: KeyObject } {
  try {
    const x509 = new X509Certificate(der);
    return { x509, publicKey: x509.publicKey };
  } catch {
    // Well-formed as ASN.1, but no certificate that this runtime can use.
    throw malformed(0);
  }
}
