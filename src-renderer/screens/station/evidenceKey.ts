/** Whether an act on an account touches the evidence key, and who can then agree to it. */
import { type Account, EVIDENCE_ROLES, type Role } from '../../../src-preload/contract/index.ts';

export function isEvidenceRole(role: Role): boolean {
  return (EVIDENCE_ROLES as readonly Role[]).includes(role);
}

export function holdsEvidenceKey(account: Account): boolean {
  return account.state === 'active' && account.holdsEvidenceKey;
}

/** The first account of an evidence role makes the key; from then on it takes somebody who holds it. */
export function addNeedsCeremony(role: Role, accounts: readonly Account[]): boolean {
  return isEvidenceRole(role) && accounts.some((account) => account.holdsEvidenceKey);
}
