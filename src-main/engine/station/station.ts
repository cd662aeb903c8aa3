/** Opens the station of one home folder. */
import type { Account, StationStatus } from '../../../src-preload/contract/index.ts';
import { type Clock, EvidenceError, equalBytes, RefusedError } from '../lib/index.ts';
import {
  type AccountContext,
  addAccount,
  changePassword,
  disableAccount,
  type EvidenceKeyHolder,
  type NewPerson,
  resetAccount,
} from './accounts.ts';
import { allAccounts, asAccount } from './accountTable.ts';
import { type Argon2Cost, PASSWORD_COST } from './argon2.ts';
import { type Authenticated, type AuthenticationContext, authenticate, type OpenedStation } from './authentication.ts';
import { createStation, type NewStation } from './creation.ts';
import { type Door, openExistingDoor } from './door.ts';
import { filesOf } from './home.ts';
import type { Enrolment } from './issuing.ts';
import { checkPassword } from './passwordPolicy.ts';
import { type ProvenPerson, provenPerson } from './person.ts';
import { type Refusal, recordRefusal } from './refusalJournal.ts';
import type { Ring } from './ring.ts';
import {
  closeSessionState,
  cosignerOf,
  type OpenSession,
  type OpenState,
  openSessionState,
  openStationStore,
  wipeRing,
} from './session.ts';
import { stationRecord } from './stationTable.ts';

export interface StationOptions {
  readonly home: string;
  readonly clock: Clock;
  /** Of this program, for `status`. */
  readonly version: string;
  /** What a password costs to try; RFC 9106's second recommended option unless told. */
  readonly passwordCost?: Argon2Cost;
}

export interface Station {
  status(): Omit<StationStatus, 'runtime'>;
  /** Everything or nothing. `RefusedError('station.exists')` where there is one already. */
  init(input: NewStation, options?: { readonly demo: boolean }): Promise<Enrolment>;
  /**
   * Opens the stores for one person at a time. Throws `RefusedError` with `auth.failed` (name, password or code; which
   * one is not said), `auth.code-used`, `auth.throttled`, `auth.closed`, `auth.disabled`, `station.clock-back`.
   */
  signIn(username: string, password: string, code: string): Promise<OpenSession>;
  /** The same checks for somebody beside the person who is signed in. */
  prove(username: string, password: string, code: string): Promise<ProvenPerson>;
  /** The following need an open session; those that change, an administrator's. */
  accounts(): readonly Account[];
  addAccount(person: NewPerson, holder: EvidenceKeyHolder | null): Promise<Enrolment>;
  resetAccount(username: string, password: string, holder: EvidenceKeyHolder | null): Promise<Enrolment>;
  disableAccount(username: string, reason: string): Promise<Account>;
  /** Last 30 s step whose code was accepted for this name, 0 for none. */
  lastCodeStep(username: string): number;
  /** PEM. Null before there is a station. */
  authorityCertificate(): string | null;
  /** Signed checkpoints kept outside the log's store, to be held against it. */
  logAnchors(): readonly string[];
  /** Ends the session and lets another process have the home. */
  close(): void;
}

/** Takes the home for this process. Throws `RefusedError('station.in-use')`, `EvidenceError('station.door-damaged')`. */
export function openStation({ home, clock, version, passwordCost = PASSWORD_COST }: StationOptions): Station {
  const files = filesOf(home);
  let door: Door | null = openExistingDoor(files);
  let open: OpenState | null = null;
  const inTurn = oneAtATime();

  function presentDoor(): Door {
    door ??= openExistingDoor(files);
    if (!door?.station()) throw new RefusedError('station.absent', { home });
    return door;
  }

  function session(): OpenState {
    if (!open) throw new RefusedError('session.required');
    return open;
  }

  const accountContext = (): AccountContext => ({
    files,
    door: presentDoor(),
    clock,
    cost: passwordCost,
    open: session(),
  });

  function authentication(opened: (ring: Ring) => OpenedStation): AuthenticationContext {
    const present = presentDoor();
    return { door: present, clock, cost: passwordCost, record: (refusal) => record(present, refusal), opened };
  }

  function record(present: Door, refusal: Refusal): void {
    const { call, username, reason } = refusal;
    if (open)
      open.log.append({ act: call, outcome: 'refused', actor: null, witness: null, subject: { username, reason } });
    else recordRefusal(present.db, refusal);
  }

  /** Somebody proves who they are while the session is open, with a ring that must open the very same store. */
  function authenticateBeside(call: string, username: string, password: string, code: string): Promise<Authenticated> {
    const present = session();
    const sameStore = (ring: Ring): OpenedStation => {
      if (equalBytes(ring.stationKey, present.ring.stationKey)) return present;
      throw new EvidenceError('station.store-foreign', { path: files.stationStore });
    };
    return authenticate(authentication(sameStore), call, { username, password, code });
  }

  async function signIn(username: string, password: string, code: string): Promise<OpenSession> {
    if (open) throw new RefusedError('session.already-open', { username: open.person.username });
    const present = presentDoor();
    const opened: OpenedStation[] = [];
    const opening = (ring: Ring): OpenedStation => {
      const station = openStationStore(files, ring, clock);
      opened.push(station);
      return station;
    };
    try {
      const authenticated = await authenticate(authentication(opening), 'session.sign-in', {
        username,
        password,
        code,
      });
      open = openSessionState({ files, door: present, clock }, authenticated);
      return handedOut(open);
    } catch (error) {
      for (const station of opened) station.store.close();
      throw error;
    }
  }

  function handedOut(state: OpenState): OpenSession {
    const { person, driftSteps, store, evidence, log, cosigner } = state;
    return {
      person,
      codeDriftSteps: driftSteps,
      stationDb: store,
      evidence,
      log,
      cosigner,
      changePassword: (current, code, next) =>
        inTurn(async () => {
          const { username, displayName } = person;
          checkPassword(next, [username, displayName, stationRecord(store).name]);
          const { account, ring } = await authenticateBeside('user.change-password', username, current, code);
          await changePassword(accountContext(), account, ring, next);
          wipeRing(ring);
        }),
      close() {
        if (open === state) closeSession();
      },
    };
  }

  function closeSession(): void {
    if (!open) return;
    const state = open;
    open = null;
    closeSessionState(state, presentDoor(), clock);
  }

  return {
    status() {
      door ??= openExistingDoor(files);
      const facts = door?.station() ?? null;
      return {
        state: facts ? (open ? 'open' : 'locked') : 'absent',
        home,
        name: facts?.name ?? null,
        organisation: facts?.organisation ?? null,
        serial: facts?.serial ?? null,
        demo: facts?.demo ?? false,
        version,
        clockBehindMs: Math.max(0, (door?.provenAt() ?? 0) - clock.now()),
        nowAt: clock.now(),
      };
    },
    init: (input, { demo } = { demo: false }) =>
      inTurn(async () => {
        if (door?.station()) throw new RefusedError('station.exists', { home });
        door?.close();
        door = null;
        const created = await createStation({ files, clock, cost: passwordCost, demo }, input);
        door = created.door;
        return created.enrolment;
      }),
    signIn: (username, password, code) => inTurn(() => signIn(username, password, code)),
    prove: (username, password, code) =>
      inTurn(async () => {
        const { account, ring } = await authenticateBeside('session.prove', username, password, code);
        const { serial, authorityCertificatePem } = stationRecord(session().store);
        const keys = {
          privateKeyPem: ring.identityKeyPem,
          cosigner: cosignerOf(serial, username, ring),
          evidenceKey: ring.evidenceKey?.slice() ?? null,
        };
        wipeRing(ring);
        return provenPerson(account, keys, authorityCertificatePem);
      }),
    accounts: () => allAccounts(session().store).map(asAccount),
    addAccount: (person, holder) => inTurn(() => addAccount(accountContext(), person, holder)),
    resetAccount: (username, password, holder) =>
      inTurn(() => resetAccount(accountContext(), username, password, holder)),
    disableAccount: (username, reason) => inTurn(async () => disableAccount(accountContext(), username, reason)),
    lastCodeStep: (username) => door?.codeStep(username) ?? 0,
    logAnchors() {
      const anchor = presentDoor().logAnchor();
      return anchor ? [anchor.note] : [];
    },
    authorityCertificate: () => door?.station()?.authorityCertificatePem ?? null,
    close() {
      closeSession();
      door?.close();
      door = null;
    },
  };
}

/** Two attempts at once must not see each other's half-done state: each waits for the one before, however it ended. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
