/**
 * An identity as a file for other programs: PKCS#12 (RFC 7292), key under PBES2 with AES-256, MAC with SHA-256.
 *
 * node-forge makes the container. Its own MAC is left out and made here, because a password is two different byte
 * strings in this format: UTF-8 for PBES2 (RFC 8018), UTF-16 for the MAC's key (RFC 7292 appendix B.1); forge takes one
 * text for both, which fails for Chinese ones.
 */
import { createHmac, randomBytes } from 'node:crypto';
import forge from 'node-forge';
import type { Identity } from './authority.ts';

/** forge writes no counts above 65535; the password policy and a file that its owner keeps carry the rest. */
const ROUNDS = 50_000;
const SALT_BYTES = 16;
const MAC_BYTES = 32;
/** RFC 7292 appendix B.3: this derivation is for a MAC key. */
const MAC_PURPOSE = 3;

const { asn1, pki, pkcs12, util } = forge;

/** `friendlyName` is what other programs list it under. Bytes in DER. */
export function exportPkcs12(
  identity: Identity,
  authorityPem: string,
  password: string,
  friendlyName: string,
): Uint8Array {
  const normalised = password.normalize('NFKC');
  const container = pkcs12.toPkcs12Asn1(
    pki.privateKeyFromPem(identity.privateKeyPem),
    [pki.certificateFromPem(identity.certificatePem), pki.certificateFromPem(authorityPem)],
    util.encodeUtf8(normalised),
    { algorithm: 'aes256', count: ROUNDS, saltSize: SALT_BYTES, friendlyName, useMac: false },
  );
  const members = container.value as forge.asn1.Asn1[];
  members.push(macData(authenticatedSafe(members), normalised));
  return new Uint8Array(Buffer.from(asn1.toDer(container).getBytes(), 'latin1'));
}

/** The octets that the MAC covers: PFX → authSafe → content [0] → OCTET STRING. */
function authenticatedSafe(pfxMembers: readonly forge.asn1.Asn1[]): Buffer {
  const inside = (node: forge.asn1.Asn1, at: number) => (node.value as forge.asn1.Asn1[])[at] as forge.asn1.Asn1;
  const octets = inside(inside(pfxMembers[1] as forge.asn1.Asn1, 1), 0);
  return Buffer.from(octets.value as string, 'latin1');
}

/** RFC 7292 §4: MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER }. */
function macData(content: Buffer, password: string): forge.asn1.Asn1 {
  const salt = randomBytes(SALT_BYTES).toString('latin1');
  const key = pkcs12.generateKey(
    password,
    util.createBuffer(salt),
    MAC_PURPOSE,
    ROUNDS,
    MAC_BYTES,
    forge.md.sha256.create(),
  );
  const mac = createHmac('sha256', Buffer.from(key.getBytes(), 'latin1')).update(content).digest().toString('latin1');
  const algorithm = sequence(
    primitive(asn1.Type.OID, asn1.oidToDer(pki.oids.sha256 as string).getBytes()),
    primitive(asn1.Type.NULL, ''),
  );
  return sequence(
    sequence(algorithm, primitive(asn1.Type.OCTETSTRING, mac)),
    primitive(asn1.Type.OCTETSTRING, salt),
    primitive(asn1.Type.INTEGER, asn1.integerToDer(ROUNDS).getBytes()),
  );
}

function primitive(type: forge.asn1.Type, value: string): forge.asn1.Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, type, false, value);
}

function sequence(...members: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, members);
}
