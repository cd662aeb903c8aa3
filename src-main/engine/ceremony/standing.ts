/** What speaks against a person on a side of a ceremony. */
import type { Act, Role, Side } from '../../../src-preload/contract/index.ts';
import { type Clock, RefusedError } from '../lib/index.ts';
import type { Live } from './live.ts';
import { lendsEvidenceKey, mayStand } from './rules.ts';

export interface Standing {
  readonly live: Live;
  readonly side: Side;
  readonly username: string;
  /** Undefined for a name that no account has. */
  readonly role: Role | undefined;
  /** Who is signed in: the operator side is theirs and nobody else's. */
  readonly signedIn: string;
  readonly clock: Clock;
}

/** Throws the refusal that applies first. */
export function checkStanding({ live, side, username, role, signedIn, clock }: Standing): void {
  refuseUnless(live, 'open');
  if (clock.now() < live.lastAt) throw new RefusedError('ceremony.clock-back');
  if (live.proven.has(side)) throw new RefusedError('ceremony.side-proven', { side });
  if (side === 'operator' && username !== signedIn)
    throw new RefusedError('ceremony.not-signed-in', { username, signedIn });
  if (side === 'witness' && username === signedIn) throw new RefusedError('ceremony.same-person', { username });
  if (role !== undefined) checkFit(role, side, live.act);
}

/** Throws `RefusedError('ceremony.role-refused')`. */
export function checkFit(role: Role, side: Side, act: Act): void {
  if (!mayStand(role, side, act)) throw new RefusedError('ceremony.role-refused', { role, side, act });
}

/** The second person of some acts lends the evidence key, so must hold one. */
export function checkKeyToLend(act: Act, side: Side, evidenceKey: Uint8Array | null): void {
  if (side === 'witness' && lendsEvidenceKey(act) && !evidenceKey) throw new RefusedError('ceremony.no-evidence-key');
}

const REFUSALS: Readonly<Record<Live['state'], string>> = {
  open: 'ceremony.not-proven',
  proven: 'ceremony.already-proven',
  used: 'ceremony.used',
  refused: 'ceremony.refused',
  expired: 'ceremony.expired',
};

export function refuseUnless(live: Live, ...states: readonly Live['state'][]): void {
  if (!states.includes(live.state)) throw new RefusedError(REFUSALS[live.state]);
}
