/**
 * Who somebody is: password and one-time code, checked in an order in which nothing can be tried for free.
 *
 * clock → throttle → the attempt is counted → password opens the ring → code, once → station store: account, state,
 * ring number, code again → success. The count is written before the password is tried, so that killing the program
 * gives no free attempt. A name without an account costs the same computation and gets the same answer as a wrong
 * password or code. Every refusal is recorded.
 */
import { type Clock, EvidenceError, RefusedError, type SealbenchError, type UtcMs, utcMs } from '../lib/index.ts';
import type { StoredOperationLog } from '../oplog/index.ts';
import type { Store, WriteDb } from '../vault/index.ts';
import { type AccountRecord, accountRecord, setRingNumber, setStoredCodeStep } from './accountTable.ts';
import { type Argon2Cost, costsMore, passwordKey } from './argon2.ts';
import type { Door, DoorAccount, StationFacts } from './door.ts';
import { lockRing, unlockRing } from './lockedRing.ts';
import type { Refusal, RefusalReason } from './refusalJournal.ts';
import type { Ring } from './ring.ts';
import { checkDoorAgrees, stationRecord } from './stationTable.ts';
import { FAILURES_UNTIL_CLOSED, remainingWait } from './throttle.ts';
import { matchingStep, stepAt } from './totp.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Six digits. */
  readonly code: string;
}

export interface AuthenticationContext {
  readonly door: Door;
  readonly clock: Clock;
  /** What a password costs now; rings sealed for less are sealed anew. */
  readonly cost: Argon2Cost;
  /** Into the log where it is open, else into the door's journal. */
  record(refusal: Refusal): void;
  /** The station store and its log; opened with the ring's key where they are not open yet. */
  opened(ring: Ring): OpenedStation;
}

export interface OpenedStation {
  readonly store: Store;
  readonly log: StoredOperationLog;
}

export interface Authenticated {
  readonly account: AccountRecord;
  readonly ring: Ring;
  readonly opened: OpenedStation;
  /** Whole 30 s steps by which the code was late. */
  readonly driftSteps: number;
}

export async function authenticate(
  context: AuthenticationContext,
  call: string,
  credentials: Credentials,
): Promise<Authenticated> {
  const { door, clock } = context;
  const { username } = credentials;
  const station = door.station();
  if (!station) throw new RefusedError('station.absent');
  const account = door.account(username);
  const at = clock.now();

  function refuse(reason: RefusalReason, error: SealbenchError): never {
    context.record({ at, call, username: account ? username : null, reason });
    throw error;
  }

  checkClock(door.provenAt(), at, refuse);
  const before = door.attempts(username);
  if (before.failures >= FAILURES_UNTIL_CLOSED) refuse('closed', new RefusedError('auth.closed', { username }));
  const wait = remainingWait(before, clock);
  if (wait > 0) refuse('throttled', new RefusedError('auth.throttled', { seconds: Math.ceil(wait / 1000) }));
  door.setAttempts(username, {
    failures: before.failures + 1,
    failedAt: at,
    failedUptimeMs: clock.uptimeMs?.() ?? null,
  });

  const ring = await openRing(context, station, account, credentials);
  if (!ring || !account) return refuse(account ? 'password' : 'unknown-user', new RefusedError('auth.failed'));
  const step = matchingStep(ring.totpSeed, credentials.code, at);
  if (step === null) return refuse('code', new RefusedError('auth.failed'));

  try {
    // Nothing was guessed: what is refused from here on does not count as an attempt.
    if (step <= door.codeStep(username)) refuse('code-used', new RefusedError('auth.code-used'));
    door.setCodeStep(username, step);
    const opened = context.opened(ring);
    checkDoorAgrees(station, stationRecord(opened.store));
    checkClock(lastLoggedAt(opened.log), at, refuse);
    const record = acceptInStore(opened.store, account, step, refuse);
    if (costsMore(context.cost, account.cost)) await sealAnew(context, station, account, ring, credentials.password);
    door.setAttempts(username, { failures: 0, failedAt: at, failedUptimeMs: null });
    door.setProvenAt(utcMs(Math.max(at, door.provenAt())));
    return { account: record, ring, opened, driftSteps: stepAt(at) - step };
  } catch (error) {
    door.setAttempts(username, before);
    throw error;
  }
}

type Refuse = (reason: RefusalReason, error: SealbenchError) => never;

function checkClock(lastAt: number, now: UtcMs, refuse: Refuse): void {
  if (now >= lastAt) return;
  const details = { behindSeconds: Math.ceil((lastAt - now) / 1000), lastAt: new Date(lastAt).toISOString() };
  refuse('clock-back', new RefusedError('station.clock-back', details));
}

function lastLoggedAt(log: StoredOperationLog): number {
  return log.page({ act: null, actor: null, offset: 0, limit: 1 }).entries[0]?.at ?? 0;
}

/** Null for a wrong password and for a name without an account, after the same computation. */
async function openRing(
  { door, cost }: AuthenticationContext,
  { serial }: StationFacts,
  account: DoorAccount | null,
  { username, password }: Credentials,
): Promise<Ring | null> {
  if (account) return unlockRing(account, password, serial);
  const key = await passwordKey(password, door.decoySalt(username), cost);
  key.fill(0);
  return null;
}

/** What only the encrypted store is believed for. */
function acceptInStore(db: WriteDb, account: DoorAccount, step: number, refuse: Refuse): AccountRecord {
  const { username, ringNumber } = account;
  const record = accountRecord(db, username);
  if (!record) throw new EvidenceError('station.account-missing', { username });
  if (record.state === 'disabled') refuse('disabled', new RefusedError('auth.disabled', { username }));
  if (ringNumber < record.ringNumber) throw new EvidenceError('station.door-older', { username });
  // The door was replaced by an older copy of itself.
  if (step <= record.codeStep) refuse('code-used', new RefusedError('auth.code-used'));
  // The program was stopped between writing the door and the store.
  if (ringNumber > record.ringNumber) setRingNumber(db, username, ringNumber);
  setStoredCodeStep(db, username, step);
  return { ...record, ringNumber, codeStep: step };
}

async function sealAnew(
  { door, cost }: AuthenticationContext,
  { serial }: StationFacts,
  { username, ringNumber }: DoorAccount,
  ring: Ring,
  password: string,
): Promise<void> {
  door.writeAccount(await lockRing(ring, password, { serial, username, ringNumber, cost }));
}
