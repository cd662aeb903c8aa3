/** A new station: authority, keys, store, first administrator, and last of all the door; everything or nothing. */
import { randomBytes } from 'node:crypto';
import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { type Clock, RefusedError, syncFolder } from '../lib/index.ts';
import { openOperationLog } from '../oplog/index.ts';
import { newKey } from '../vault/index.ts';
import { insertAccount, type PersonFields } from './accountTable.ts';
import type { Argon2Cost } from './argon2.ts';
import { createAuthority, fingerprintOf } from './authority.ts';
import { type Door, openOrCreateDoor, type StationFacts } from './door.ts';
import type { HomeFiles } from './home.ts';
import { type Enrolment, issueAccount, sealAuthorityKey } from './issuing.ts';
import { prepareStore } from './newStore.ts';
import { checkPassword } from './passwordPolicy.ts';
import { insertStation, logOrigin } from './stationTable.ts';
import { toBase32 } from './totp.ts';

export interface NewStation {
  readonly name: string;
  readonly organisation: string;
  readonly administrator: PersonFields & { readonly password: string };
}

export interface CreationContext {
  readonly files: HomeFiles;
  readonly clock: Clock;
  readonly cost: Argon2Cost;
  readonly demo: boolean;
}

/** Resolves with the open door of the new station. Throws `RefusedError('station.exists')`. */
export async function createStation(
  context: CreationContext,
  input: NewStation,
): Promise<{ door: Door; enrolment: Enrolment }> {
  const { files } = context;
  const { administrator } = input;
  checkPassword(administrator.password, [administrator.username, administrator.displayName, input.name]);
  const hadFolder = existsSync(files.folder);
  const hadDoor = existsSync(files.door);
  if (!hadDoor && existsSync(files.stationStore)) throw new RefusedError('station.door-missing', { path: files.door });
  const door = openOrCreateDoor(files);
  try {
    if (door.station()) throw new RefusedError('station.exists', { home: files.folder });
    return { door, enrolment: await fill(door, context, input) };
  } catch (error) {
    door.close();
    if (!hadDoor) rmSync(files.door, { force: true });
    if (!hadFolder) rmdirSync(files.folder);
    throw error;
  }
}

async function fill(door: Door, { files, clock, cost, demo }: CreationContext, input: NewStation): Promise<Enrolment> {
  const { administrator } = input;
  const at = clock.now();
  const serial = newSerial();
  const subject = { commonName: input.name, serialNumber: serial, organisation: input.organisation };
  const authority = await createAuthority(subject, at);
  const [stationKey, authorityKey, logSeed] = [newKey(), newKey(), newKey()];
  const station: StationFacts = {
    serial,
    name: input.name,
    organisation: input.organisation,
    demo,
    authorityCertificatePem: authority.certificatePem,
    createdAt: at,
  };
  const issued = await issueAccount({
    station,
    authorityKeyPem: authority.privateKeyPem,
    ...administrator,
    ringNumber: 1,
    keys: { stationKey, authorityKey, evidenceKey: null },
    cost,
    at,
  });
  const { certificatePem, doorAccount, enrolment } = issued;

  const store = prepareStore(files.stationStore, stationKey, 'station', (db) => {
    const sealedAuthorityKey = sealAuthorityKey(authorityKey, authority.privateKeyPem, serial);
    insertStation(db, { ...station, sealedAuthorityKey, logSeed });
    insertAccount(db, { ...administrator, role: 'administrator', holdsEvidenceKey: false, certificatePem }, at);
    openOperationLog({ db, origin: logOrigin(serial), stationSeed: logSeed, clock }).append({
      act: 'station.init',
      outcome: 'done',
      actor: administrator.username,
      witness: null,
      subject: {
        serial,
        name: input.name,
        organisation: input.organisation,
        authorityFingerprint: fingerprintOf(authority.certificatePem),
        administratorFingerprint: fingerprintOf(certificatePem),
      },
    });
  });
  try {
    store.settle();
    await syncFolder(files.folder);
    door.db.transaction(() => {
      door.writeStation(station, newKey());
      door.writeAccount(doorAccount);
      door.setProvenAt(at);
    });
  } catch (error) {
    store.discard();
    throw error;
  }
  return enrolment;
}

/** 40 random bits, e.g. `SB-7K3M-Q2XF`. */
function newSerial(): string {
  const text = toBase32(randomBytes(5));
  return `SB-${text.slice(0, 4)}-${text.slice(4)}`;
}
