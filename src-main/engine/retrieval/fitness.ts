/** Whether the people and limits that a grant or an emergency names are such that it can stand. */
import type { GrantInput, RequestInput } from '../../../src-preload/contract/index.ts';
import { isoWithOffset, RefusedError, type UtcMs, utcMs } from '../lib/index.ts';
import type { Station } from '../station/index.ts';
import { mayHold } from './levels.ts';
import { checkScope, fieldBeyond } from './scope.ts';
import { TASK_RULES } from './tasks.ts';

type Accounts = ReturnType<Station['accounts']>;

/** Throws `RefusedError`s of area `grant`, and `request.account-unsuited`. */
export function checkGrant(grant: GrantInput, form: RequestInput, accounts: Accounts, now: UtcMs): void {
  const { scope, persons, validFrom, validTo, download } = grant;
  checkScope(scope);
  const beyond = fieldBeyond(scope, form.scope);
  if (beyond !== null) throw new RefusedError('grant.exceeds-request', { field: beyond });
  if (validTo <= validFrom) throw new RefusedError('grant.validity-reversed');
  if (validTo <= now) throw new RefusedError('grant.expired', { to: isoWithOffset(utcMs(validTo)) });
  if (download && form.deidentify) throw new RefusedError('grant.download-deidentified');
  const names = new Set(persons.map(({ username }) => username));
  if (names.size !== persons.length) throw new RefusedError('grant.person-twice');
  for (const { username, level } of persons) {
    const role = activeRole(accounts, username);
    if (!mayHold(role, level)) throw new RefusedError('grant.level-refused', { username, role, level });
  }
}

/** The three owners of an emergency's clocks. */
export function checkOwners(
  owners: { readonly technical: string; readonly legal: string; readonly service: string },
  accounts: Accounts,
): void {
  const rules = {
    technical: TASK_RULES['backup-log'],
    legal: TASK_RULES['scope-confirmation'],
    service: TASK_RULES['service-alternative'],
  };
  for (const team of ['technical', 'legal', 'service'] as const) {
    const role = activeRole(accounts, owners[team]);
    if (!rules[team].mayOwn.includes(role)) {
      throw new RefusedError('request.account-unsuited', { username: owners[team], role });
    }
  }
}

/** Somebody whose approval is needed must be able to give it. */
export function checkSecondApprover(username: string | null, requester: string, accounts: Accounts): void {
  if (username === null) return;
  const role = activeRole(accounts, username);
  if (role !== 'superior' || username === requester) {
    throw new RefusedError('request.account-unsuited', { username, role });
  }
}

function activeRole(accounts: Accounts, username: string) {
  const account = accounts.find((one) => one.username === username);
  if (account?.state !== 'active') throw new RefusedError('request.no-such-account', { username });
  return account.role;
}
