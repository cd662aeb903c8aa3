/** Everything that a new or reset account gets: identity, cosigner key, one-time-code seed, and its ring. */
import { randomBytes } from 'node:crypto';
import type { UtcMs } from '../lib/index.ts';
import { utf8 } from '../lib/index.ts';
import { seal, unseal } from '../vault/index.ts';
import type { Argon2Cost } from './argon2.ts';
import { type Identity, issueIdentity } from './authority.ts';
import type { DoorAccount, StationFacts } from './door.ts';
import { lockRing } from './lockedRing.ts';
import type { Ring } from './ring.ts';
import { newTotpSeed, toBase32, totpUri } from './totp.ts';

/** Shown once: `enrolment` of the contract. */
export interface Enrolment {
  readonly username: string;
  /** Base32. */
  readonly totpSecret: string;
  readonly totpUri: string;
}

export interface Issued {
  readonly doorAccount: DoorAccount;
  readonly certificatePem: string;
  readonly enrolment: Enrolment;
}

export async function issueAccount(what: {
  readonly station: StationFacts;
  readonly authorityKeyPem: string;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly ringNumber: number;
  readonly keys: Pick<Ring, 'stationKey' | 'evidenceKey' | 'authorityKey'>;
  readonly cost: Argon2Cost;
  readonly at: UtcMs;
}): Promise<Issued> {
  const { station, username, ringNumber, cost } = what;
  const authority: Identity = { certificatePem: station.authorityCertificatePem, privateKeyPem: what.authorityKeyPem };
  const subject = { commonName: what.displayName, serialNumber: username, organisation: station.organisation };
  const identity = await issueIdentity(authority, subject, what.at);
  const totpSeed = newTotpSeed();
  const ring: Ring = {
    ...what.keys,
    totpSeed,
    cosignerSeed: new Uint8Array(randomBytes(32)),
    identityKeyPem: identity.privateKeyPem,
  };
  const owner = { serial: station.serial, username, ringNumber, cost };
  const totpSecret = toBase32(totpSeed);
  return {
    doorAccount: await lockRing(ring, what.password, owner),
    certificatePem: identity.certificatePem,
    enrolment: { username, totpSecret, totpUri: totpUri(station.name, username, totpSecret) },
  };
}

const authorityPurpose = (serial: string) => utf8(`sealbench/authority/v1\n${serial}`);

export function sealAuthorityKey(authorityKey: Uint8Array, privateKeyPem: string, serial: string): Uint8Array {
  return seal(authorityKey, utf8(privateKeyPem), authorityPurpose(serial));
}

export function unsealAuthorityKey(authorityKey: Uint8Array, sealed: Uint8Array, serial: string): string {
  return Buffer.from(unseal(authorityKey, sealed, authorityPurpose(serial))).toString('utf8');
}
