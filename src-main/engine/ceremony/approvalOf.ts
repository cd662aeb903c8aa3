/** Makes the approval of a ceremony that both people proved. The only place that does. */
import type { Act, Side } from '../../../src-preload/contract/index.ts';
import { BugError } from '../lib/index.ts';
import type { Approval, ApprovingPerson, EvidenceHolder } from './approval.ts';
import { forgetKeys, type Live, type ProvenSide } from './live.ts';
import { lendsEvidenceKey } from './rules.ts';

export function approvalOf<A extends Act>(live: Live, passphrase: string | null): Approval<A> {
  const operator = side(live, 'operator');
  const witness = side(live, 'witness');
  const approval: Omit<Approval, symbol> = {
    ceremonyId: live.id,
    act: live.act,
    parameters: live.parameters,
    parametersDigest: live.digest,
    operator: approving(operator),
    witness: approving(witness),
    provenAt: live.lastAt,
    evidenceHolder: lendsEvidenceKey(live.act) ? holder(witness) : null,
    passphrase,
    release: () => forgetKeys(live),
  };
  // The brand exists in the types only; that `live` is of act A was checked by its digest.
  return approval as unknown as Approval<A>;
}

function side(live: Live, name: Side): ProvenSide {
  const proven = live.proven.get(name);
  if (!proven) throw new BugError('bug.ceremony-side', { side: name });
  return proven;
}

/** Only what a stage may have: not the evidence key. */
function approving({ person }: ProvenSide): ApprovingPerson {
  return {
    username: person.username,
    displayName: person.displayName,
    certificatePem: person.certificatePem,
    get privateKeyPem() {
      return person.privateKeyPem;
    },
    get cosigner() {
      return person.cosigner;
    },
  };
}

function holder({ person }: ProvenSide): EvidenceHolder {
  const { username, evidenceKey } = person;
  if (!evidenceKey) throw new BugError('bug.ceremony-side', { side: 'witness' });
  return { username, evidenceKey };
}
