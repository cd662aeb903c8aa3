/** Who is signed in, and in what state the station is. Everything below `SessionGate`'s open branch has a session. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Session, StationStatus } from '../../src-preload/contract/index.ts';
import { draftsBelongTo } from './drafts.ts';
import { asEngineError, call, type EngineError, onSessionLost } from './engine.ts';
import { jobsChangedUser } from './jobs.ts';
import { loadPeople } from './people.ts';

export interface Standing {
  readonly station: StationStatus;
  readonly session: Session | null;
}

interface SessionContext {
  /** Null until the engine answered for the first time. */
  readonly standing: Standing | null;
  readonly error: EngineError | null;
  readonly refresh: () => Promise<void>;
  readonly signOut: () => Promise<void>;
}

const Context = createContext<SessionContext | null>(null);

/** The idle lock closes the station without being asked; this is how often the window notices. */
const LOOK_EVERY_MS = 15_000;

let welcomed: string | null = null;

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

export function SessionProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [standing, setStanding] = useState<Standing | null>(null);
  const [error, setError] = useState<EngineError | null>(null);

  const refresh = useCallback(async () => {
    try {
      const [station, session] = await Promise.all([call('station.status', {}), call('session.current', {})]);
      welcome(session);
      setStanding({ station, session });
      setError(null);
    } catch (thrown) {
      setError(asEngineError(thrown));
    }
  }, []);

  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), LOOK_EVERY_MS);
    const forget = onSessionLost(() => void refresh());
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [refresh]);

  const signOut = useCallback(async () => {
    try {
      await call('session.signOut', {});
    } finally {
      await refresh();
    }
  }, [refresh]);

  const value = useMemo(() => ({ standing, error, refresh, signOut }), [standing, error, refresh, signOut]);
  return <Context value={value}>{children}</Context>;
}

export function useSessionContext(): SessionContext {
  const context = useContext(Context);
  if (!context) throw new Error('useSessionContext outside SessionProvider');
  return context;
}

/** The person who is signed in. Only below the shell. */
export function useSession(): Session {
  const session = useSessionContext().standing?.session;
  if (!session) throw new Error('useSession without a session');
  return session;
}

export function useStation(): StationStatus {
  const station = useSessionContext().standing?.station;
  if (!station) throw new Error('useStation before the station answered');
  return station;
}
