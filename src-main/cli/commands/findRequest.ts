/** Requests and grants as people name them on the command line. */
import type { RequestDetail } from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../../engine/lib/index.ts';
import type { CliContext, CliSession } from '../context.ts';
import type { Proof } from '../secrets.ts';

/** By its number in the register, or by id. */
export async function findRequest({ gateway }: CliSession, wanted: string): Promise<RequestDetail> {
  if (!/^\d+$/.test(wanted)) return gateway.call('request.get', { id: wanted });
  const { requests } = await gateway.call('request.list', { caseId: null, offset: 0, limit: 1000 });
  const found = requests.find(({ registerNumber }) => registerNumber === Number(wanted));
  if (!found) throw new RefusedError('request.unknown', { id: wanted });
  return gateway.call('request.get', { id: found.id });
}

/** What a signature of the person who is signed in takes. */
export async function signing(session: CliSession): Promise<Omit<Proof, 'username'>> {
  const { password, code } = await session.proofs.proofOf(signedIn(session.context));
  return { password, code };
}

function signedIn({ as }: CliContext): string {
  if (as === undefined) throw new RefusedError('cli.as-needed');
  return as;
}
