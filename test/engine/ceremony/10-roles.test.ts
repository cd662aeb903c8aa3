/** Every act, every role, both sides: what is not named here is refused, and the refusal is logged. */
import { describe, expect, test } from 'vitest';
import { ACTS, type Act, ROLES, type Role } from '../../../src-preload/contract/index.ts';
import { ceremonyHome, PARAMETERS, PASSWORD } from '../../support/ceremonyHome.ts';

/** Who images, unseals and hands over does so with a witness; who makes accounts needs somebody who holds the key. */
const ALLOWED: Readonly<Record<Act, { readonly operator: readonly Role[]; readonly witness: readonly Role[] }>> = {
  acquire: { operator: ['operator'], witness: ['witness'] },
  'exhibit.unseal': { operator: ['operator'], witness: ['witness'] },
  'retrieval.execute': { operator: ['operator'], witness: ['witness'] },
  'grant.restore': { operator: ['legal'], witness: ['superior'] },
  'seal-export': { operator: ['exporter', 'operator'], witness: ['witness'] },
  'user.add': { operator: ['administrator'], witness: ['operator', 'legal', 'superior', 'exporter'] },
  'user.reset': { operator: ['administrator'], witness: ['operator', 'legal', 'superior', 'exporter'] },
};

describe.each(ACTS)('%s', (act) => {
  const { operator, witness } = ALLOWED[act];

  test.each(ROLES)('opened by the %s', (role) => {
    const home = ceremonyHome();
    const open = () => home.ceremonies(role).open(act, PARAMETERS[act]);
    if (operator.includes(role)) expect(open()).toMatchObject({ act, state: 'open' });
    else {
      expect(open).toThrow('ceremony.role-refused');
      expect(home.logged('open')[0]).toMatchObject({
        outcome: 'refused',
        actor: role,
        subject: { reason: 'ceremony.role-refused' },
      });
    }
  });

  test.each(ROLES)('witnessed by the %s', async (role) => {
    const home = ceremonyHome();
    const signedIn = operator.find((each) => each !== role) ?? operator[0] ?? 'operator';
    const ceremonies = home.ceremonies(signedIn);
    const { id } = ceremonies.open(act, PARAMETERS[act]);
    const prove = ceremonies.prove(id, 'witness', role, PASSWORD, '000000');
    if (witness.includes(role))
      expect((await prove).ceremony.witness).toMatchObject({ state: 'proven', username: role, role });
    else {
      await expect(prove).rejects.toThrow(role === signedIn ? 'ceremony.same-person' : 'ceremony.role-refused');
      expect(home.logged('prove')[0]).toMatchObject({
        outcome: 'refused',
        subject: { side: 'witness', username: role },
      });
      // Nobody's one-time code is spent on a proof that could not count.
      expect(home.proven).toEqual([]);
    }
  });
});
