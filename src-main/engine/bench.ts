/**
 * bench: the engine of one home folder, its rooms put together. Gateway and command line talk to nothing else.
 * Holds who is signed in; what needs the stores reaches them through the open session and fails without one.
 */
import type { Session, StationStatus } from '../../src-preload/contract/index.ts';
import { type Cases, openCases } from './cases/index.ts';
import { type Ceremonies, openCeremonies } from './ceremony/index.ts';
import { createJobs, type Jobs } from './jobs/index.ts';
import { type Clock, RefusedError } from './lib/index.ts';
import { type EvidenceDesk, openEvidenceDesk, openRetrieval, type Retrieval } from './retrieval/index.ts';
import { openSearchers, type Searchers } from './search/index.ts';
import { type OpenSession, openStation, type Station } from './station/index.ts';

/** Nobody acted for this long: the person must prove again who they are (NIST SP 800-63B: at most an hour at AAL2). */
export const IDLE_LOCK_MS = 15 * 60_000;
/** However busy: a session ends after this (at most 24 hours at AAL2). */
export const SESSION_MS = 12 * 3_600_000;

export interface BenchOptions {
  readonly home: string;
  readonly clock: Clock;
  readonly version: string;
  readonly runtime: StationStatus['runtime'];
  /** Prints an HTML document to PDF; null where there is no window to print with. */
  readonly printer: ((html: string) => Promise<Uint8Array>) | null;
}

export interface Bench {
  readonly station: Station;
  readonly jobs: Jobs;
  readonly options: BenchOptions;
  /** Null when nobody is signed in, or the session is locked. */
  readonly session: OpenSession | null;
  status(): StationStatus;
  signIn(username: string, password: string, code: string): Promise<Session>;
  /** Closes the stores; while a job still writes, only locks, and closes when the job has ended. */
  signOut(): void;
  currentSession(): Session | null;
  /** Results of work are evidence: a job is told of to whoever began it; one begun before sign-in to everybody. */
  knowsJob(id: string): boolean;
  /** Locks a session that was left alone too long. `passive` calls do not count as somebody acting. */
  lockIfIdle(passive: boolean): void;
  /** These throw `RefusedError('session.required')`, or `('session.no-evidence')` for roles without the evidence key. */
  cases(): Cases;
  retrieval(): Retrieval;
  /** Searches, marks and selections, each under a grant. */
  desk(): EvidenceDesk;
  /** Records were imported: searches of the case begin anew. */
  recordsAdded(caseId: string): void;
  ceremonies(): Ceremonies;
  openSession(): OpenSession;
  close(): Promise<void>;
}

/** What needs the evidence key. */
interface EvidenceRooms {
  readonly cases: Cases;
  readonly retrieval: Retrieval;
  readonly desk: EvidenceDesk;
  readonly searchers: Searchers;
}

interface Present {
  readonly session: OpenSession;
  readonly facts: Session;
  readonly ceremonies: Ceremonies;
  readonly evidence: EvidenceRooms | null;
  lastActAt: number;
  /** When the person last proved who they are: at sign-in, or when the lock was opened. */
  provenAt: number;
  locked: boolean;
  /** Somebody is at the lock: the stores stay open until it is known whether they may come in. */
  unlocking: boolean;
}

export function openBench(options: BenchOptions): Bench {
  const { clock, home, version } = options;
  const station = openStation({ home, clock, version });
  let present: Present | null = null;

  const usable = (): Present | null => (present && !present.locked ? present : null);
  const jobs = createJobs({ clock, signedIn: () => usable()?.facts.username ?? null });

  function required(): Present {
    const found = usable();
    if (!found) throw new RefusedError('session.required');
    return found;
  }

  function evidenceRooms(): EvidenceRooms {
    const { evidence } = required();
    if (!evidence) throw new RefusedError('session.no-evidence');
    return evidence;
  }

  function openEvidenceRooms(session: OpenSession): EvidenceRooms | null {
    if (!session.evidence) return null;
    const { log } = session;
    const cases = openCases({ ...session.evidence, log });
    const context = { ...session.evidence, log, clock, station, session, cases };
    const retrieval = openRetrieval(context);
    const searchers = openSearchers(home, session.evidence.db);
    return { cases, retrieval, desk: openEvidenceDesk(context, retrieval, searchers.of), searchers };
  }

  /** Resolves when the searching threads have let go of their stores. */
  function closePresent(): Promise<void> {
    const leaving = present;
    present = null;
    leaving?.evidence?.desk.searches.forget(null);
    leaving?.ceremonies.close();
    leaving?.session.close();
    return leaving?.evidence?.searchers.stopAll() ?? Promise.resolve();
  }

  function leave(): void {
    if (!present || present.locked) return;
    if (!storesNeeded(jobs)) {
      void closePresent();
      return;
    }
    present.locked = true;
    try {
      noteLock(present, 'session.lock');
    } catch {
      // Whoever leaves must be able to: the log that cannot be written will let nothing else happen either.
    }
  }

  function noteLock({ session, facts }: Present, act: string): void {
    session.log.append({ act, outcome: 'done', actor: facts.username, witness: null, subject: {} });
  }

  function closeIfDone(): void {
    if (present?.locked && !present.unlocking && !storesNeeded(jobs)) void closePresent();
  }

  const stopWatching = jobs.onChange(closeIfDone);

  async function unlock(held: Present, username: string, password: string, code: string): Promise<Session> {
    if (held.facts.username !== username) {
      throw new RefusedError('session.busy-for-other', { username: held.facts.username });
    }
    held.unlocking = true;
    try {
      const proven = await station.prove(username, password, code);
      proven.forget();
      noteLock(held, 'session.unlock');
      held.locked = false;
      held.lastActAt = clock.now();
      held.provenAt = clock.now();
      return held.facts;
    } finally {
      held.unlocking = false;
      closeIfDone();
    }
  }

  return {
    station,
    jobs,
    options,
    get session() {
      return usable()?.session ?? null;
    },
    status: () => ({ ...station.status(), runtime: options.runtime, state: stationState() }),
    async signIn(username, password, code) {
      if (present?.locked) return unlock(present, username, password, code);
      if (present) throw new RefusedError('session.already-open', { username: present.facts.username });
      const session = await station.signIn(username, password, code);
      const facts: Session = {
        username: session.person.username,
        displayName: session.person.displayName,
        role: session.person.role,
        startedAt: clock.now(),
        codeDriftSteps: session.codeDriftSteps,
      };
      const ceremonies = openCeremonies({ station, session, clock });
      const evidence = openEvidenceRooms(session);
      const now = clock.now();
      present = {
        session,
        facts,
        ceremonies,
        evidence,
        lastActAt: now,
        provenAt: now,
        locked: false,
        unlocking: false,
      };
      return facts;
    },
    signOut: leave,
    currentSession: () => usable()?.facts ?? null,
    knowsJob(id) {
      const owner = jobs.ownerOf(id);
      return owner === null || owner === usable()?.facts.username;
    },
    lockIfIdle(passive) {
      const held = usable();
      if (!held) return;
      const now = clock.now();
      if (now - held.lastActAt > IDLE_LOCK_MS || now - held.provenAt > SESSION_MS) leave();
      else if (!passive) held.lastActAt = now;
    },
    cases: () => evidenceRooms().cases,
    retrieval: () => evidenceRooms().retrieval,
    desk: () => evidenceRooms().desk,
    recordsAdded(caseId) {
      present?.evidence?.desk.searches.forget(caseId);
      void present?.evidence?.searchers.stop(caseId);
    },
    ceremonies: () => required().ceremonies,
    openSession: () => required().session,
    async close() {
      stopWatching();
      await jobs.cancelAll();
      await closePresent();
      station.close();
    },
  };

  function stationState(): StationStatus['state'] {
    if (station.status().state === 'absent') return 'absent';
    return usable() ? 'open' : 'locked';
  }
}

/** Whether any work still writes into the stores; verifying needs no station and holds nobody's session open. */
function storesNeeded(jobs: Jobs): boolean {
  return jobs.list().some((job) => job.endedAt === null && job.kind !== 'verify');
}
