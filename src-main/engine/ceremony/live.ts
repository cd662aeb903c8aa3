/** One ceremony as it lives in memory: at most ten minutes, never longer than the session. */
import type { Act, ActParameters, Ceremony, Role, Side } from '../../../src-preload/contract/index.ts';
import type { Clock, Sha256Hex, UtcMs } from '../lib/index.ts';
import type { ProvenPerson } from '../station/index.ts';
import type { PassphraseHalves } from './passphraseHalves.ts';

export const CEREMONY_MS = 10 * 60_000;

export interface ProvenSide {
  readonly person: ProvenPerson;
  readonly role: Role;
  readonly at: UtcMs;
}

export interface Live {
  readonly id: string;
  readonly act: Act;
  readonly parameters: ActParameters[Act];
  readonly parametersText: string;
  readonly digest: Sha256Hex;
  readonly openedAt: UtcMs;
  /** `uptimeMs` when it was opened, where the clock has one. */
  readonly openedUptimeMs: number | null;
  readonly halves: PassphraseHalves | null;
  readonly proven: Map<Side, ProvenSide>;
  /** The latest step's time; the clock must not be behind it. */
  lastAt: UtcMs;
  state: 'open' | 'proven' | 'used' | 'refused' | 'expired';
  refusedBy: Side | null;
  /** The end by time stands in the log. */
  expiryLogged: boolean;
}

/** By the wall clock or by the time since the machine started, whichever runs out first: setting one back gains nothing. */
export function isOver(live: Live, clock: Clock): boolean {
  const up = clock.uptimeMs?.();
  const upFor = up !== undefined && live.openedUptimeMs !== null ? up - live.openedUptimeMs : 0;
  return clock.now() - live.openedAt >= CEREMONY_MS || upFor >= CEREMONY_MS;
}

export function forgetKeys(live: Live): void {
  for (const { person } of live.proven.values()) person.forget();
}

/** As it crosses to the screen. */
export function asCeremony(live: Live): Ceremony {
  const { id, act, parametersText, digest, openedAt, state } = live;
  const side = (name: Side): Ceremony['operator'] => {
    const proven = live.proven.get(name);
    const { username = null, displayName = null } = proven?.person ?? {};
    const sideState = live.refusedBy === name ? 'refused' : proven ? 'proven' : 'waiting';
    return { state: sideState, username, displayName, role: proven?.role ?? null, at: proven?.at ?? null };
  };
  const expiresAt = openedAt + CEREMONY_MS;
  return {
    id,
    act,
    parametersText,
    digest,
    openedAt,
    expiresAt,
    state,
    operator: side('operator'),
    witness: side('witness'),
  };
}
