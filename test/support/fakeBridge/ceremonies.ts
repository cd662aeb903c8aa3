/** Ceremonies of the stand-in: they prove everybody, except with the password "wrong". */
import type { Account, CallInput, CallOutput, Ceremony, Side } from '../../../src-preload/contract/index.ts';
import { refuse, sampleHexOf } from './replies.ts';

const TEN_MINUTES = 600_000;

export interface Ceremonies {
  open(input: CallInput<'ceremony.open'>): Ceremony;
  get(id: string): Ceremony;
  prove(input: CallInput<'ceremony.prove'>): CallOutput<'ceremony.prove'>;
  refuse(input: CallInput<'ceremony.refuse'>): Ceremony;
}

const WAITING = { state: 'waiting', username: null, displayName: null, role: null, at: null } as const;
const HALVES: Readonly<Record<Side, string>> = { operator: 'K7QM-92TF-XB4D-8RWN', witness: 'H3VC-6PLZ-J5YA-2GTE' };

export function makeCeremonies(accounts: readonly Account[], lifetimeMs = TEN_MINUTES): Ceremonies {
  const known = new Map<string, Ceremony>();

  function get(id: string): Ceremony {
    const ceremony = known.get(id) ?? refuse('ceremony.unknown', { id });
    if (ceremony.state === 'open' && Date.now() >= ceremony.expiresAt) return put({ ...ceremony, state: 'expired' });
    return ceremony;
  }

  function put(ceremony: Ceremony): Ceremony {
    known.set(ceremony.id, ceremony);
    return ceremony;
  }

  return {
    get,
    open({ act, parameters }) {
      const parametersText = JSON.stringify(parameters, Object.keys(parameters).sort());
      const openedAt = Date.now();
      return put({
        id: `ceremony-${known.size + 1}`,
        act,
        parametersText,
        digest: sampleHexOf(parametersText),
        openedAt,
        expiresAt: openedAt + lifetimeMs,
        state: 'open',
        operator: WAITING,
        witness: WAITING,
      });
    },
    prove({ id, side, username, password }) {
      if (password === 'wrong') refuse('auth.failed', {});
      const account = accounts.find((each) => each.username === username) ?? refuse('auth.failed', {});
      const { displayName, role } = account;
      const proven = {
        ...get(id),
        [side]: { state: 'proven', username, displayName, role, at: Date.now() },
      };
      const both = proven.operator.state === 'proven' && proven.witness.state === 'proven';
      const ceremony = put({ ...proven, state: both ? 'proven' : 'open' });
      return { ceremony, passphraseHalf: ceremony.act === 'seal-export' ? HALVES[side] : null };
    },
    refuse({ id, side }) {
      const ceremony = get(id);
      return put({ ...ceremony, state: 'refused', [side]: { ...ceremony[side], state: 'refused', at: Date.now() } });
    },
  };
}
