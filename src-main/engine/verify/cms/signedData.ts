/** SignedData of RFC 5652 §5 taken apart: who signed by which certificate, with which attributes. Nothing is judged here. */
import { EvidenceError } from '../../lib/index.ts';
import {
  type Asn1,
  childOf,
  integerHex,
  malformed,
  OBJECT_IDENTIFIER,
  objectIdentifier,
  octetString,
  readAsn1,
  SEQUENCE,
  SET,
} from './der.ts';

export interface SignedData {
  /** Type of what was signed, an object identifier. */
  readonly contentType: string;
  /** X.509 certificates in DER, as carried. */
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
}

export interface SignerInfo {
  /** §5.3: the certificate is named by issuer and serial number, or by its subject key identifier. */
  readonly certificate: { readonly issuer: Asn1; readonly serial: string } | { readonly keyIdentifier: Uint8Array };
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  /** Null when the signature is over the content itself. */
  readonly signedAttributes: SignedAttributes | null;
}

export interface SignedAttributes {
  /** §5.4: what the signature covers, the attributes as a SET OF instead of the implicit [0]. */
  readonly encoded: Uint8Array;
  /** Values by object identifier; each of the attributes used here has exactly one (§11). */
  readonly values: ReadonlyMap<string, readonly Asn1[]>;
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const IMPLICIT_0 = 0xa0;
const KEY_IDENTIFIER = 0x80;

/** Reads PEM (`CMS` or `PKCS7`) or DER; throws `EvidenceError` `cms.malformed` or `cms.not-signed-data`. */
export function readSignedData(file: Uint8Array): SignedData {
  const content = readAsn1(fromPem(file));
  if (content.tag !== SEQUENCE || objectIdentifier(childOf(content, 0, OBJECT_IDENTIFIER)) !== SIGNED_DATA) {
    throw new EvidenceError('cms.not-signed-data');
  }
  const signedData = childOf(childOf(content, 1, IMPLICIT_0), 0, SEQUENCE);
  const encapsulated = childOf(signedData, 2, SEQUENCE);
  const certificates = signedData.children[3]?.tag === IMPLICIT_0 ? signedData.children[3].children : [];
  const signers = signedData.children.at(-1);
  if (signers?.tag !== SET) throw malformed(signedData.at);
  return {
    contentType: objectIdentifier(childOf(encapsulated, 0, OBJECT_IDENTIFIER)),
    certificates: certificates.filter((value) => value.tag === SEQUENCE).map((value) => value.encoded),
    signers: signers.children.map(readSigner),
  };
}

function readSigner(signer: Asn1): SignerInfo {
  const named = signer.children[1];
  if (!named) throw malformed(signer.at);
  const attributes = signer.children[3]?.tag === IMPLICIT_0 ? signer.children[3] : null;
  const next = attributes ? 4 : 3;
  const signature = signer.children[next + 1];
  if (!signature) throw malformed(signer.at);
  return {
    certificate:
      named.tag === KEY_IDENTIFIER
        ? { keyIdentifier: named.content }
        : { issuer: childOf(named, 0, SEQUENCE), serial: integerHex(childOf(named, 1, 0x02)) },
    digestAlgorithm: algorithm(childOf(signer, 2, SEQUENCE)),
    signatureAlgorithm: algorithm(childOf(signer, next, SEQUENCE)),
    signature: octetString(signature),
    signedAttributes: attributes ? readAttributes(attributes) : null,
  };
}

function readAttributes(attributes: Asn1): SignedAttributes {
  const values = new Map<string, readonly Asn1[]>();
  for (const attribute of attributes.children) {
    const type = objectIdentifier(childOf(attribute, 0, OBJECT_IDENTIFIER));
    // §5.3: an attribute type may occur once only.
    if (values.has(type)) throw malformed(attribute.at);
    values.set(type, childOf(attribute, 1, SET).children);
  }
  const encoded = Uint8Array.from(attributes.encoded);
  encoded[0] = SET;
  return { encoded, values };
}

function algorithm(identifier: Asn1): string {
  return objectIdentifier(childOf(identifier, 0, OBJECT_IDENTIFIER));
}

function fromPem(file: Uint8Array): Uint8Array {
  const text = Buffer.from(file).toString('latin1');
  const match = /-----BEGIN (CMS|PKCS7)-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END \1-----/.exec(text);
  return match?.[2] ? Buffer.from(match[2], 'base64') : file;
}
