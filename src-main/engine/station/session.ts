/** A person at work: the stores that their ring opens, the log, and their key to cosign it. */
import type { Role } from '../../../src-preload/contract/index.ts';
import { type Clock, EvidenceError, utcMs, WrongKeyError } from '../lib/index.ts';
import { type Cosigner, openOperationLog, type StoredOperationLog } from '../oplog/index.ts';
import {
  type BlobStore,
  openBlobStore,
  openStore,
  type Store,
  type StoreKind,
  type WriteDb,
  wipe,
} from '../vault/index.ts';
import { setLastSignIn } from './accountTable.ts';
import type { Authenticated, OpenedStation } from './authentication.ts';
import { noteCutOff } from './cutOff.ts';
import type { Door } from './door.ts';
import type { HomeFiles } from './home.ts';
import { dropRefusals, journalEnd, refusalsAfter } from './refusalJournal.ts';
import type { Ring } from './ring.ts';
import { logOrigin, setAbsorbed, stationRecord } from './stationTable.ts';

export interface SignedInPerson {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly certificatePem: string;
}

export interface OpenSession {
  readonly person: SignedInPerson;
  /** Whole 30 s steps by which the person's code was late. */
  readonly codeDriftSteps: number;
  readonly stationDb: WriteDb;
  /** Null for roles that never hold the evidence key. */
  readonly evidence: { readonly db: WriteDb; readonly blobs: BlobStore } | null;
  readonly log: StoredOperationLog;
  readonly cosigner: Cosigner;
  /** Proves `current` and `code` first; refusals as at sign-in. */
  changePassword(current: string, code: string, next: string): Promise<void>;
  /** Logs the end, closes the stores and forgets the keys. */
  close(): void;
}

/** What the station keeps of an open session beside what it hands out. */
export interface OpenState {
  readonly person: SignedInPerson;
  readonly driftSteps: number;
  readonly ring: Ring;
  readonly store: Store;
  readonly evidence: { readonly db: Store; readonly blobs: BlobStore } | null;
  readonly log: StoredOperationLog;
  readonly cosigner: Cosigner;
}

/** Opens the rest after the station store was opened with the ring; on an error it closes only what it opened itself. */
export function openSessionState(
  { files, door, clock }: { readonly files: HomeFiles; readonly door: Door; readonly clock: Clock },
  { account, ring, driftSteps, opened: { store, log } }: Authenticated,
): OpenState {
  const { username, displayName, role, certificatePem } = account;
  const evidenceDb = ring.evidenceKey ? openRingStore(files.evidenceStore, ring.evidenceKey, 'evidence') : null;
  try {
    const { serial } = stationRecord(store);
    noteCutOff(log);
    absorbRefusals(door, store, log);
    noteRollback(door, log);
    log.append({
      act: 'session.sign-in',
      outcome: 'done',
      actor: username,
      witness: null,
      subject: { role, codeDriftSteps: driftSteps },
    });
    setLastSignIn(store, username, clock.now());
    return {
      person: { username, displayName, role, certificatePem },
      driftSteps,
      ring,
      store,
      evidence:
        evidenceDb && ring.evidenceKey ? { db: evidenceDb, blobs: openBlobStore(files.blobs, ring.evidenceKey) } : null,
      log,
      cosigner: cosignerOf(serial, username, ring),
    };
  } catch (error) {
    evidenceDb?.close();
    throw error;
  }
}

export function closeSessionState(state: OpenState, door: Door, clock: Clock): void {
  const { username } = state.person;
  try {
    state.log.append({ act: 'session.sign-out', outcome: 'done', actor: username, witness: null, subject: {} });
    const note = state.log.checkpoint([state.cosigner]);
    // An older station.db put back in place of this one will have fewer entries, or other ones.
    door.setLogAnchor({ size: state.log.head().checkpointSize, note });
  } catch {
    // The stores are closed all the same; a session without an end reads as one that was cut off, which it was.
  }
  state.evidence?.db.close();
  state.store.close();
  door.setProvenAt(utcMs(Math.max(clock.now(), door.provenAt())));
  wipe(state.cosigner.seed);
  wipeRing(state.ring);
}

export function wipeRing(ring: Ring): void {
  wipe(ring.stationKey, ring.totpSeed, ring.cosignerSeed);
  if (ring.evidenceKey) wipe(ring.evidenceKey);
  if (ring.authorityKey) wipe(ring.authorityKey);
}

export function cosignerOf(serial: string, username: string, ring: Ring): Cosigner {
  return { name: `${logOrigin(serial)}/${username}`, seed: ring.cosignerSeed.slice() };
}

export function openStationStore(files: HomeFiles, ring: Ring, clock: Clock): OpenedStation {
  const store = openRingStore(files.stationStore, ring.stationKey, 'station');
  try {
    const { serial, logSeed } = stationRecord(store);
    return { store, log: openOperationLog({ db: store, origin: logOrigin(serial), stationSeed: logSeed, clock }) };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** A ring is authentic: if its key does not open the store, the file was exchanged. */
function openRingStore(path: string, key: Uint8Array, kind: StoreKind): Store {
  try {
    return openStore(path, key, kind, 'required');
  } catch (error) {
    if (error instanceof WrongKeyError) throw new EvidenceError('station.store-foreign', { path }, error);
    throw error;
  }
}

/** A log shorter than it was at the last sign-out was replaced by an older copy: that itself is logged. */
function noteRollback(door: Door, log: StoredOperationLog): void {
  const anchored = door.logAnchor()?.size ?? 0;
  const { size } = log.head();
  if (size >= anchored) return;
  log.append({
    act: 'log.rollback',
    outcome: 'failed',
    actor: null,
    witness: null,
    subject: { anchored, found: size },
  });
}

function absorbRefusals(door: Door, store: Store, log: StoredOperationLog): void {
  const { absorbed } = stationRecord(store);
  const { entries, intact } = refusalsAfter(door.db, absorbed);
  if (!intact) {
    const subject = { afterNumber: absorbed.number, found: entries.length };
    log.append({ act: 'station.refusal-journal', outcome: 'failed', actor: null, witness: null, subject });
  }
  for (const { number, hash, at, call, username, reason } of entries) {
    const subject = { username, reason, refusedAt: at, journalNumber: number };
    log.append({ act: call, outcome: 'refused', actor: null, witness: null, subject });
    setAbsorbed(store, { number, hash });
  }
  const end = journalEnd(door.db);
  if (!intact) setAbsorbed(store, end);
  dropRefusals(door.db, end.number);
}
