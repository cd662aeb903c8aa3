/**
 * What one person may see under a grant at this moment. The only place that makes a search's grant: deny by default,
 * every condition looked at anew for each call.
 */
import type { GrantRecord, Level } from '../../../src-preload/contract/index.ts';
import { isoWithOffset, RefusedError, utcMs } from '../lib/index.ts';
import { type Grant, grantOf } from '../search/index.ts';
import type { RetrievalContext } from './context.ts';
import { isFrozen, storedGrant } from './grantTable.ts';
import { mayHold, windowStart } from './levels.ts';
import { searchScope } from './scope.ts';

type GrantForContext = Pick<RetrievalContext, 'db' | 'clock' | 'station' | 'session'>;

/** Throws `RefusedError`s of area `grant`. */
export function grantFor(context: GrantForContext, grantId: string): Grant {
  const { db, clock } = context;
  const now = clock.now();
  const grant = storedGrant(db, grantId, now);
  checkState(grant);
  const level = levelOf(context, grant);
  return grantOf(grantId, searchScope(grant.caseId, grant.scope, windowStart(level, now)));
}

const REFUSALS: Readonly<Record<Exclude<GrantRecord['state'], 'open'>, string>> = {
  waiting: 'grant.not-executed',
  'not-yet-valid': 'grant.not-yet-valid',
  expired: 'grant.expired',
  suspended: 'grant.suspended',
  ended: 'grant.ended',
};

function checkState({ id, state, validFrom, validTo }: GrantRecord): void {
  if (state === 'open') return;
  const times = { from: isoWithOffset(utcMs(validFrom)), to: isoWithOffset(utcMs(validTo)) };
  throw new RefusedError(REFUSALS[state], { id, ...times });
}

/** The level that the grant names for the person who is signed in, as long as account and role still bear it. */
export function levelOf({ db, station, session }: GrantForContext, grant: GrantRecord): Level {
  const { username } = session.person;
  const named = grant.persons.find((person) => person.username === username);
  if (!named) throw new RefusedError('grant.not-yours', { username });
  if (isFrozen(db, username)) throw new RefusedError('grant.account-frozen', { username });
  const account = station.accounts().find((one) => one.username === username);
  if (account?.state !== 'active' || !mayHold(account.role, named.level)) {
    throw new RefusedError('grant.level-refused', { username, role: account?.role ?? '', level: named.level });
  }
  return named.level;
}
