/**
 * A stand-in for what the preload exposes, for looking at and testing the window without an engine. It keeps invented
 * things in memory, checks input with the contract's own schemas, and enforces nothing: never part of the product.
 */
import './withoutEval.ts';
import type { SealbenchBridge } from '../../../src-preload/contract/bridge.ts';
import { type CallKey, contract, type Role, type Session } from '../../../src-preload/contract/index.ts';
import { type AnyHandlers, makeHandlers } from './handlers.ts';
import { Refusal, refuse } from './replies.ts';
import { ACCOUNTS, MORNING } from './samples.ts';

export interface Scenario {
  readonly station?: 'absent' | 'locked' | 'open';
  /** Who is signed in when the station is open. */
  readonly role?: Role;
  readonly logSize?: number;
  /** How long each step of a job takes; null holds jobs at 40 %. */
  readonly stepMs?: number | null;
  readonly clockBehindMs?: number;
  readonly codeDriftSteps?: number;
  readonly noCases?: boolean;
  /** This call fails, with this code. */
  readonly failing?: Readonly<Partial<Record<CallKey, string>>>;
  readonly ceremonyMs?: number;
}

export function makeFakeBridge(scenario: Scenario = {}): SealbenchBridge {
  const { handlers, jobs } = makeHandlers(scenario, startingSession(scenario));
  const calls = Object.fromEntries(
    (Object.keys(contract) as CallKey[]).map((key) => [
      key,
      (input: unknown) => answer(key, handlers, input, scenario),
    ]),
  );
  return {
    call: calls as SealbenchBridge['call'],
    on: { 'job.changed': (listener) => jobs.onChange(listener) },
  };
}

function startingSession({ station = 'open', role = 'operator', codeDriftSteps = 0 }: Scenario): Session | null {
  if (station !== 'open') return null;
  const account = ACCOUNTS.find((each) => each.role === role);
  if (!account) return null;
  const { username, displayName } = account;
  return { username, displayName, role, startedAt: MORNING, codeDriftSteps };
}

async function answer(key: CallKey, handlers: AnyHandlers, rawInput: unknown, scenario: Scenario): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  const failing = scenario.failing?.[key];
  if (failing !== undefined)
    return { ok: false, error: { kind: 'io', code: failing, details: { path: '/mnt/evidence' } } };
  const parsed = contract[key].input.safeParse(rawInput);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    const details = { call: key, field: first?.path.join('.') ?? '', reason: first?.message ?? '' };
    return { ok: false, error: { kind: 'usage', code: 'usage.bad-input', details } };
  }
  try {
    const handler = handlers[key] ?? refuse('bridge.not-here', { call: key });
    return { ok: true, value: handler(parsed.data) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, error: thrown.wire };
    throw thrown;
  }
}
