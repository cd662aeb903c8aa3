/** One handler a call; a missing or superfluous one is a compile error. */
import type { CallOutput, CallParsed, EngineCallKey } from '../../../src-preload/contract/index.ts';

export type Handler<K extends EngineCallKey> = (input: CallParsed<K>) => CallOutput<K> | Promise<CallOutput<K>>;
export type Handlers<K extends EngineCallKey> = { readonly [Key in K]: Handler<Key> };
