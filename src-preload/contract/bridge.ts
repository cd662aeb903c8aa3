/** What the preload exposes as `window.sealbench`: one function a call, one subscription an event, nothing else. */
import type { CallInput, CallKey, CallOutput, EventKey, EventPayload } from './index.ts';
import type { WireError } from './shapes.ts';

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

export type SealbenchBridge = {
  readonly call: { readonly [K in CallKey]: (input: CallInput<K>) => Promise<Reply<CallOutput<K>>> };
  readonly on: { readonly [K in EventKey]: (listener: (payload: EventPayload<K>) => void) => () => void };
};
