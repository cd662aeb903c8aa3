/** Who may make a call. Deny by default: a role that is not named is refused, and the refusal stands in the log. */
import type { Access, CallKey } from '../../src-preload/contract/index.ts';
import type { Bench } from '../engine/bench.ts';
import { RefusedError } from '../engine/lib/index.ts';

export function checkAccess(key: CallKey, access: Access, bench: Bench): void {
  if (access === 'anyone') return;
  const session = bench.session;
  if (!session) throw new RefusedError('session.required', { call: key });
  if (access === 'signed-in' || access.includes(session.person.role)) return;
  session.log.append({
    act: 'access.check',
    outcome: 'refused',
    actor: session.person.username,
    witness: null,
    subject: { call: key, role: session.person.role },
  });
  throw new RefusedError('session.role-refused', { call: key, role: session.person.role });
}
