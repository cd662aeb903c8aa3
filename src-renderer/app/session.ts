/** Who is signed in, and in what state the station is. The one place that asks, and that tells the rest of the window. */
import { useEffect } from 'react';
import type { Session, StationStatus } from '../../src-preload/contract/index.ts';
import { draftsBelongTo } from './drafts.ts';
import { asEngineError, call, type EngineError, onSessionLost } from './engine.ts';
import { jobsChangedUser } from './jobs.ts';
import { loadPeople } from './people.ts';
import { makeStore, useStore } from './store.ts';

export interface Standing {
  readonly station: StationStatus;
  readonly session: Session | null;
}

interface Known {
  /** Null until the engine answered for the first time. */
  readonly standing: Standing | null;
  readonly error: EngineError | null;
}

const knownStore = makeStore<Known>({ standing: null, error: null });
let welcomed: string | null = null;

/** The idle lock closes the station without being asked; this is how often the window notices. */
const LOOK_EVERY_MS = 15_000;

export async function refreshSession(): Promise<void> {
  try {
    const [station, session] = await Promise.all([call('station.status', {}), call('session.current', {})]);
    welcome(session);
    knownStore.set({ standing: { station, session }, error: null });
  } catch (thrown) {
    knownStore.update(({ standing }) => ({ standing, error: asEngineError(thrown) }));
  }
}

/** A failure stands in the shell: whoever wanted to lock must know that it is not locked. */
export async function signOut(): Promise<void> {
  let error: EngineError | null = null;
  try {
    await call('session.signOut', {});
  } catch (thrown) {
    error = asEngineError(thrown);
  }
  await refreshSession();
  if (error) knownStore.update(({ standing }) => ({ standing, error }));
}

/** What is kept for one person is looked at again when another one signs in. */
function welcome(session: Session | null): void {
  const username = session?.username ?? null;
  if (username === welcomed) return;
  welcomed = username;
  jobsChangedUser(username);
  if (username === null) return;
  draftsBelongTo(username);
  loadPeople();
}

/** Keeps looking, as long as the window stands. */
export function useSessionWatch(): void {
  useEffect(() => {
    void refreshSession();
    const timer = setInterval(() => void refreshSession(), LOOK_EVERY_MS);
    const forget = onSessionLost(() => void refreshSession());
    return () => {
      clearInterval(timer);
      forget();
    };
  }, []);
}

export function useStanding(): Known {
  return useStore(knownStore);
}

/** The person who is signed in. Only below the shell. */
export function useSession(): Session {
  const session = useStanding().standing?.session;
  if (!session) throw new Error('useSession without a session');
  return session;
}

export function useStation(): StationStatus {
  const station = useStanding().standing?.station;
  if (!station) throw new Error('useStation before the station answered');
  return station;
}
