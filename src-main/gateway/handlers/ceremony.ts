import type { ceremonyCalls } from '../../../src-preload/contract/ceremony.ts';
import type { Bench } from '../../engine/bench.ts';
import type { Handlers } from './types.ts';

export function ceremonyHandlers(bench: Bench): Handlers<keyof typeof ceremonyCalls> {
  return {
    // The schema let only JSON cross: structured clones of records, lists, texts and numbers.
    'ceremony.open': ({ act, parameters }) => bench.ceremonies().open(act, parameters),
    'ceremony.get': ({ id }) => bench.ceremonies().get(id),
    'ceremony.prove': ({ id, side, username, password, code }) =>
      bench.ceremonies().prove(id, side, username, password, code),
    'ceremony.refuse': ({ id, side, reason }) => bench.ceremonies().refuse(id, side, reason),
  };
}
