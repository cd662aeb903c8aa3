/**
 * gateway: the one door. Every call of window and command line passes here, in this order:
 * known key → access (session, role) → schema → handler → typed reply. A refusal by role is logged.
 */
import type { Reply } from '../../src-preload/contract/bridge.ts';
import {
  type CallInput,
  type CallKey,
  type CallOutput,
  type CallParsed,
  contract,
  type EngineCallKey,
  type EventKey,
  type EventPayload,
  type WindowCallKey,
} from '../../src-preload/contract/index.ts';
import type { Bench } from '../engine/bench.ts';
import { RefusedError } from '../engine/lib/index.ts';
import { checkAccess } from './access.ts';
import { engineHandlers } from './handlers/index.ts';
import { toWireError, usageError } from './wireError.ts';

export type CallEngine = <K extends EngineCallKey>(key: K, input: CallInput<K>) => Promise<CallOutput<K>>;

/** What only a window can do; the command line opens the gateway without. */
export type WindowHandlers = {
  readonly [K in WindowCallKey]: (input: CallParsed<K>, engine: CallEngine) => Promise<CallOutput<K>>;
};

export type EventListener = <K extends EventKey>(event: K, payload: EventPayload<K>) => void;

export interface Gateway {
  /** For callers outside our types: checks everything, never throws. */
  dispatch(key: string, input: unknown): Promise<Reply<unknown>>;
  /** For callers inside our types: same checks, throws the typed error. */
  readonly call: CallEngine;
  subscribe(listener: EventListener): () => void;
  close(): Promise<void>;
}

type AnyHandler = (input: never) => unknown;

export function openGateway(bench: Bench, windowHandlers: WindowHandlers | null): Gateway {
  const handlers: ReadonlyMap<string, AnyHandler> = new Map(Object.entries(engineHandlers(bench)));

  async function perform(key: CallKey, rawInput: unknown): Promise<unknown> {
    const spec = contract[key];
    bench.lockIfIdle(isPassive(key));
    checkAccess(key, spec.access, bench);
    const parsed = spec.input.safeParse(rawInput);
    if (!parsed.success) throw usageError(key, parsed.error);
    const input = parsed.data as never;
    const engineHandler = handlers.get(key);
    if (engineHandler) return engineHandler(input);
    if (!windowHandlers) throw new RefusedError('gateway.no-window', { call: key });
    const windowHandler = windowHandlers[key as WindowCallKey] as (input: never, engine: CallEngine) => unknown;
    return windowHandler(input, call);
  }

  const call: CallEngine = async (key, input) => (await perform(key, input)) as CallOutput<typeof key>;

  return {
    call,
    async dispatch(key, input) {
      try {
        if (!Object.hasOwn(contract, key)) throw new RefusedError('gateway.unknown-call', { call: key.slice(0, 80) });
        return { ok: true, value: await perform(key as CallKey, input) };
      } catch (thrown) {
        return { ok: false, error: toWireError(thrown) };
      }
    },
    subscribe(listener) {
      return bench.jobs.onChange((snapshot) => {
        if (bench.knowsJob(snapshot.id)) listener('job.changed', snapshot);
      });
    },
    close: () => bench.close(),
  };
}

/** Calls a screen makes by itself, which do not show that somebody is there. */
const PASSIVE: ReadonlySet<CallKey> = new Set([
  'station.status',
  'session.current',
  'job.list',
  'job.get',
  'log.head',
  'search.state',
]);

function isPassive(key: CallKey): boolean {
  return PASSIVE.has(key);
}
