/**
 * The circuit breaker's switch: a suspended grant opens nothing, and the accounts it names are frozen: they take no step
 * of any request and use no grant. One person, or a detector, throws it; only two people put it back.
 */
import type { GrantRecord } from '../../../src-preload/contract/index.ts';
import type { Recorder } from '../cases/index.ts';
import type { Approval } from '../ceremony/index.ts';
import { RefusedError } from '../lib/index.ts';
import type { RetrievalContext } from './context.ts';
import { insertGrantEvent, isFrozen, storedGrant } from './grantTable.ts';

export interface Suspensions {
  /** Throws `RefusedError('grant.suspended')` when it is already, `('grant.ended')` when there is nothing left to stop. */
  suspend(id: string, cause: 'detector' | 'person', reason: string): GrantRecord;
  /** Throws `RefusedError('grant.not-suspended')`, and `('grant.own-freeze')` for a witness whom it would free. */
  restore(approval: Approval<'grant.restore'>): GrantRecord;
  /** Throws `RefusedError('grant.account-frozen')`, logged: for what else would let evidence out, e.g. an export. */
  checkNotFrozen(call: string): void;
}

export function openSuspensions({ db, clock, session }: RetrievalContext, recorder: Recorder): Suspensions {
  const { username } = session.person;
  const find = (id: string): GrantRecord => storedGrant(db, id, clock.now());

  return {
    suspend(id, cause, reason) {
      const { persons } = find(id);
      const accounts = persons.map((person) => person.username);
      recorder.perform(
        { act: 'grant.suspend', actor: username, witness: null, subject: { grantId: id, cause, reason, accounts } },
        () => {
          const { state } = find(id);
          if (state === 'suspended' || state === 'ended') throw new RefusedError(`grant.${state}`, { id });
        },
        (entry) =>
          insertGrantEvent(db, { grantId: id, kind: 'suspended', cause, reason, by: username, witness: null }, entry),
      );
      return find(id);
    },
    checkNotFrozen(call) {
      if (!isFrozen(db, username)) return;
      const act = { act: 'access.check', actor: username, witness: null, subject: { call } };
      recorder.fail(act, new RefusedError('grant.account-frozen', { username }));
    },
    restore({ parameters, operator, witness, ceremonyId }) {
      const { grantId: id, reason } = parameters;
      recorder.perform(
        {
          act: 'grant.restore',
          actor: operator.username,
          witness: witness.username,
          subject: { grantId: id, reason, ceremonyId },
        },
        () => {
          const { state, persons } = find(id);
          if (state !== 'suspended') throw new RefusedError('grant.not-suspended', { id });
          if (persons.some((person) => person.username === witness.username)) {
            throw new RefusedError('grant.own-freeze', { username: witness.username });
          }
        },
        (entry) =>
          insertGrantEvent(
            db,
            {
              grantId: id,
              kind: 'restored',
              cause: 'person',
              reason,
              by: operator.username,
              witness: witness.username,
            },
            entry,
          ),
      );
      return find(id);
    },
  };
}
