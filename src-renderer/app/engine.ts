/** Calls to the engine from the window: typed, and a refusal or failure is thrown as an `EngineError`. */
import type { Reply } from '../../src-preload/contract/bridge.ts';
import type { CallInput, CallKey, CallOutput, WireError } from '../../src-preload/contract/index.ts';

/** What the engine answered instead of a value. `code` has its sentence in the catalogue under `error.<code>`. */
export class EngineError extends Error {
  readonly kind: WireError['kind'];
  readonly code: string;
  readonly details: WireError['details'];

  constructor(error: WireError) {
    super(error.code);
    this.name = 'EngineError';
    this.kind = error.kind;
    this.code = error.code;
    this.details = error.details;
  }
}

type Listener = () => void;
const sessionLostListeners = new Set<Listener>();

/** Told when a call was refused because nobody is signed in any more (idle lock, sign-out elsewhere). */
export function onSessionLost(listener: Listener): () => void {
  sessionLostListeners.add(listener);
  return () => sessionLostListeners.delete(listener);
}

export async function call<K extends CallKey>(key: K, input: CallInput<K>): Promise<CallOutput<K>> {
  const send = window.sealbench.call[key] as (input: CallInput<K>) => Promise<Reply<CallOutput<K>>>;
  let reply: Reply<CallOutput<K>>;
  try {
    reply = await send(input);
  } catch (thrown) {
    throw new EngineError({ kind: 'bug', code: 'window.no-answer', details: { message: String(thrown) } });
  }
  if (reply.ok) return reply.value;
  if (reply.error.code === 'session.required') for (const tell of sessionLostListeners) tell();
  throw new EngineError(reply.error);
}

export function asEngineError(thrown: unknown): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new EngineError({ kind: 'bug', code: 'window.failed', details: { message } });
}
