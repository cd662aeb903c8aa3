/**
 * Making, disabling and resetting accounts, and changing one's password.
 *
 * The administrator does not hold the evidence key. The first account of an evidence role makes it, together with the
 * evidence store; every later one is given it by somebody who holds it and proved who they are (the ceremony's part).
 */
import { type Account, EVIDENCE_ROLES, type Role } from '../../../src-preload/contract/index.ts';
import { asSealbenchError, type Clock, type JsonValue, RefusedError } from '../lib/index.ts';
import type { OperationLog } from '../oplog/index.ts';
import { newKey } from '../vault/index.ts';
import {
  type AccountRecord,
  accountRecord,
  allAccounts,
  asAccount,
  existingAccount,
  insertAccount,
  type PersonFields,
  replaceCertificate,
  setAccountState,
  setRingNumber,
} from './accountTable.ts';
import type { Argon2Cost } from './argon2.ts';
import { fingerprintOf } from './authority.ts';
import type { Door } from './door.ts';
import type { HomeFiles } from './home.ts';
import { type Enrolment, issueAccount, unsealAuthorityKey } from './issuing.ts';
import { lockRing } from './lockedRing.ts';
import { type PreparedStore, prepareStore } from './newStore.ts';
import { checkPassword } from './passwordPolicy.ts';
import type { Ring } from './ring.ts';
import type { OpenState } from './session.ts';
import { evidenceKeyCheck, setEvidenceKeyCheck, stationRecord } from './stationTable.ts';

export interface NewPerson extends PersonFields {
  readonly password: string;
  readonly role: Role;
}

/** Somebody who holds the evidence key and lends it to a new or reset account; stands in the log as the witness. */
export interface EvidenceKeyHolder {
  readonly username: string;
  readonly evidenceKey: Uint8Array | null;
}

export interface AccountContext {
  readonly files: HomeFiles;
  readonly door: Door;
  readonly clock: Clock;
  readonly cost: Argon2Cost;
  readonly open: OpenState;
}

export async function addAccount(
  context: AccountContext,
  person: NewPerson,
  holder: EvidenceKeyHolder | null,
): Promise<Enrolment> {
  const { open, door, clock, cost } = context;
  const { username, displayName, role } = person;
  const authorityKey = administratorsKey(open);
  const station = stationRecord(open.store);
  if (accountRecord(open.store, username)) throw new RefusedError('station.username-taken', { username });
  checkPassword(person.password, [username, displayName, station.name]);
  const { evidenceKey, newStore } = evidenceKeyFor(context, role, holder);

  const subject = { username, displayName, role };
  return recorded(
    open.log,
    { act: 'user.add', actor: open.person.username, witness: holder?.username, subject },
    async () => {
      try {
        const { stationKey } = open.ring;
        const issued = await issueAccount({
          station,
          authorityKeyPem: unsealAuthorityKey(authorityKey, station.sealedAuthorityKey, station.serial),
          ...person,
          ringNumber: 1,
          keys: { stationKey, evidenceKey, authorityKey: role === 'administrator' ? authorityKey : null },
          cost,
          at: clock.now(),
        });
        newStore?.settle();
        // Door first: a ring without an account opens nothing and is replaced when the name is used again.
        door.writeAccount(issued.doorAccount);
        open.store.transaction(() => {
          const { certificatePem } = issued;
          insertAccount(open.store, { ...person, holdsEvidenceKey: evidenceKey !== null, certificatePem }, clock.now());
          if (newStore && evidenceKey) setEvidenceKeyCheck(open.store, evidenceKeyCheck(evidenceKey));
        });
        return { result: issued.enrolment, facts: { certificateFingerprint: fingerprintOf(issued.certificatePem) } };
      } catch (error) {
        newStore?.discard();
        throw error;
      }
    },
  );
}

/** New password, one-time-code seed and identity; the old certificate stays known, to verify what it signed. */
export async function resetAccount(
  context: AccountContext,
  username: string,
  password: string,
  holder: EvidenceKeyHolder | null,
): Promise<Enrolment> {
  const { open, door, clock, cost } = context;
  const authorityKey = administratorsKey(open);
  const station = stationRecord(open.store);
  const account = othersActiveAccount(open, username);
  checkPassword(password, [username, account.displayName, station.name]);
  const evidenceKey = account.holdsEvidenceKey ? lentKey(station.evidenceKeyCheck, holder) : null;

  const draft = { act: 'user.reset', actor: open.person.username, witness: holder?.username, subject: { username } };
  return recorded(open.log, draft, async () => {
    const ringNumber = account.ringNumber + 1;
    const issued = await issueAccount({
      station,
      authorityKeyPem: unsealAuthorityKey(authorityKey, station.sealedAuthorityKey, station.serial),
      username,
      displayName: account.displayName,
      password,
      ringNumber,
      keys: {
        stationKey: open.ring.stationKey,
        evidenceKey,
        authorityKey: account.role === 'administrator' ? authorityKey : null,
      },
      cost,
      at: clock.now(),
    });
    door.db.transaction(() => {
      door.writeAccount(issued.doorAccount);
      door.setAttempts(username, { failures: 0, failedAt: clock.now(), failedUptimeMs: null });
    });
    open.store.transaction(() => {
      setRingNumber(open.store, username, ringNumber);
      replaceCertificate(open.store, username, issued.certificatePem, clock.now());
    });
    return { result: issued.enrolment, facts: { certificateFingerprint: fingerprintOf(issued.certificatePem) } };
  });
}

export function disableAccount({ open }: AccountContext, username: string, reason: string): Promise<Account> {
  administratorsKey(open);
  const account = othersActiveAccount(open, username);
  const others = allAccounts(open.store).filter((other) => other.state === 'active' && other.username !== username);
  if (account.holdsEvidenceKey && !others.some((other) => other.holdsEvidenceKey)) {
    throw new RefusedError('station.last-evidence-holder', { username });
  }
  const draft = { act: 'user.disable', actor: open.person.username, witness: null, subject: { username, reason } };
  return recorded(open.log, draft, async () => {
    setAccountState(open.store, username, 'disabled');
    return { result: asAccount(existingAccount(open.store, username)), facts: {} };
  });
}

/** After `authenticated`'s current password and code were proven. */
export async function changePassword(
  { open, door, cost }: AccountContext,
  account: AccountRecord,
  ring: Ring,
  next: string,
): Promise<void> {
  const { serial } = stationRecord(open.store);
  const { username } = account;
  const draft = { act: 'user.change-password', actor: username, witness: null, subject: {} };
  await recorded(open.log, draft, async () => {
    const ringNumber = account.ringNumber + 1;
    door.writeAccount(await lockRing(ring, next, { serial, username, ringNumber, cost }));
    setRingNumber(open.store, username, ringNumber);
    return { result: undefined, facts: {} };
  });
}

/** The key that only administrators have is also the proof that this session is one's. */
function administratorsKey(open: OpenState): Uint8Array {
  if (open.person.role !== 'administrator' || !open.ring.authorityKey) {
    throw new RefusedError('station.administrator-only', { role: open.person.role });
  }
  return open.ring.authorityKey;
}

function othersActiveAccount(open: OpenState, username: string): AccountRecord {
  const account = existingAccount(open.store, username);
  if (username === open.person.username) throw new RefusedError('station.own-account', { username });
  if (account.state === 'disabled') throw new RefusedError('station.account-disabled', { username });
  return account;
}

function evidenceKeyFor(
  { files, open }: AccountContext,
  role: Role,
  holder: EvidenceKeyHolder | null,
): { evidenceKey: Uint8Array | null; newStore: PreparedStore | null } {
  if (!(EVIDENCE_ROLES as readonly Role[]).includes(role)) return { evidenceKey: null, newStore: null };
  const check = stationRecord(open.store).evidenceKeyCheck;
  if (check !== null) return { evidenceKey: lentKey(check, holder), newStore: null };
  const evidenceKey = newKey();
  return { evidenceKey, newStore: prepareStore(files.evidenceStore, evidenceKey, 'evidence', () => undefined) };
}

function lentKey(check: string | null, holder: EvidenceKeyHolder | null): Uint8Array {
  if (!holder?.evidenceKey) throw new RefusedError('station.evidence-key-needed');
  if (evidenceKeyCheck(holder.evidenceKey) !== check) throw new RefusedError('station.evidence-key-wrong');
  return holder.evidenceKey;
}

interface Draft {
  readonly act: string;
  readonly actor: string;
  readonly witness: string | null | undefined;
  readonly subject: { readonly [key: string]: JsonValue };
}

/** The log says that the act began, before anything is done, and how it ended. */
async function recorded<T>(
  log: OperationLog,
  { act, actor, witness = null, subject }: Draft,
  work: () => Promise<{ result: T; facts: { readonly [key: string]: JsonValue } }>,
): Promise<T> {
  log.append({ act, outcome: 'begun', actor, witness, subject });
  try {
    const { result, facts } = await work();
    log.append({ act, outcome: 'done', actor, witness, subject: { ...subject, ...facts } });
    return result;
  } catch (error) {
    log.append({ act, outcome: 'failed', actor, witness, subject: { ...subject, code: asSealbenchError(error).code } });
    throw error;
  }
}
