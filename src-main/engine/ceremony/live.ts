/** One ceremony as it lives in memory: at most ten minutes, never longer than the session. */
import { randomUUID } from 'node:crypto';
import {
  type Act,
  type ActParameters,
  actParameters,
  type Ceremony,
  type Role,
  type Side,
} from '../../../src-preload/contract/index.ts';
import { type Clock, canonicalJson, type JsonValue, RefusedError, type Sha256Hex, type UtcMs } from '../lib/index.ts';
import type { ProvenPerson } from '../station/index.ts';
import { type PassphraseHalves, passphraseHalves } from './passphraseHalves.ts';
import { parametersDigest } from './statement.ts';

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

/** Throws `RefusedError('ceremony.parameters-invalid')` with the first field that the act does not take. */
export function begin(act: Act, given: unknown, clock: Clock): Live {
  const parsed = actParameters[act].safeParse(given);
  if (!parsed.success) {
    throw new RefusedError('ceremony.parameters-invalid', { act, field: parsed.error.issues[0]?.path.join('.') ?? '' });
  }
  const parameters = parsed.data;
  const parametersText = canonicalJson(parameters as JsonValue);
  const now = clock.now();
  return {
    id: randomUUID(),
    act,
    parameters,
    parametersText,
    digest: parametersDigest(act, parametersText),
    openedAt: now,
    openedUptimeMs: clock.uptimeMs?.() ?? null,
    halves: 'volume' in parameters && parameters.volume !== 'none' ? passphraseHalves() : null,
    proven: new Map(),
    lastAt: now,
    state: 'open',
    refusedBy: null,
    expiryLogged: false,
  };
}

/** Whether these are the act and parameters that were signed. */
export function isSigned(live: Live, act: Act, given: unknown): boolean {
  const parsed = actParameters[act].safeParse(given);
  return parsed.success && parametersDigest(act, canonicalJson(parsed.data as JsonValue)) === live.digest;
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
