/** Who may stand on which side of which act. What is not written here is refused. */
import { type Act, EVIDENCE_ROLES, type Role, type Side } from '../../../src-preload/contract/index.ts';

const SIDES_OF: Readonly<Record<Act, Readonly<Record<Side, readonly Role[]>>>> = {
  acquire: { operator: ['operator'], witness: ['witness'] },
  'exhibit.unseal': { operator: ['operator'], witness: ['witness'] },
  'seal-export': { operator: ['exporter', 'operator'], witness: ['witness'] },
  'retrieval.execute': { operator: ['operator'], witness: ['witness'] },
  // Counsel asks, a superior agrees: whoever was frozen cannot free themselves.
  'grant.restore': { operator: ['legal'], witness: ['superior'] },
  // The administrator does not hold the evidence key: whoever lends it is the second person.
  'user.add': { operator: ['administrator'], witness: EVIDENCE_ROLES },
  'user.reset': { operator: ['administrator'], witness: EVIDENCE_ROLES },
};

export function mayStand(role: Role, side: Side, act: Act): boolean {
  return SIDES_OF[act][side].includes(role);
}

/** Acts for which the second person lends the evidence key. */
export function lendsEvidenceKey(act: Act): boolean {
  return act === 'user.add' || act === 'user.reset';
}
