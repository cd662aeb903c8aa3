import { describe, expect, it } from 'vitest';
import { SealbenchError } from '../../../src-main/engine/lib/index.ts';
import { checkStep, type LaterStep, type RequestStanding } from '../../../src-main/engine/retrieval/machine.ts';
import {
  REQUEST_STATES,
  REQUEST_STEPS,
  type RequestState,
  ROLES,
  type Role,
} from '../../../src-preload/contract/index.ts';

/** Who may take which step in which state, as the rules of retrieval say it. Everything else is refused. */
const MAY: Readonly<Record<LaterStep, { readonly roles: readonly Role[]; readonly states: readonly RequestState[] }>> =
  {
    submit: { roles: ['operator', 'legal'], states: ['draft'] },
    decide: { roles: ['superior'], states: ['submitted'] },
    emergency: { roles: ['operator', 'legal', 'superior'], states: ['submitted', 'approved', 'withheld'] },
    consent: {
      roles: ['operator', 'legal'],
      states: ['approved', 'withheld', 'consented', 'granted', 'executed', 'reviewed'],
    },
    withhold: { roles: ['operator', 'legal'], states: ['approved', 'consented', 'granted', 'executed', 'reviewed'] },
    task: {
      roles: ['operator', 'legal', 'superior', 'exporter'],
      states: ['submitted', 'approved', 'withheld', 'consented', 'granted', 'executed', 'reviewed'],
    },
    grant: { roles: ['legal', 'superior'], states: ['consented'] },
    execute: { roles: ['operator'], states: ['granted'] },
    review: { roles: ['legal'], states: ['executed'] },
    release: { roles: ['legal'], states: ['reviewed'] },
    close: {
      roles: ['operator', 'legal', 'superior'],
      states: REQUEST_STATES.filter((state) => state !== 'closed'),
    },
  };

const STEPS = REQUEST_STEPS.filter((step): step is LaterStep => step !== 'create');

const standing = (facts: Partial<RequestStanding>): RequestStanding => ({
  state: 'draft',
  requester: 'asker',
  secondApprover: null,
  approvers: [],
  emergency: false,
  openTasks: [],
  scopeConfirmed: false,
  ...facts,
});

function refusalOf(step: LaterStep, facts: Partial<RequestStanding>, username: string, role: Role): string | null {
  try {
    checkStep(step, standing(facts), { username, role });
    return null;
  } catch (thrown) {
    return thrown instanceof SealbenchError ? thrown.code : String(thrown);
  }
}

describe.each(STEPS)('the step %s', (step) => {
  it('is open to the named roles in the named states alone', () => {
    for (const role of ROLES) {
      for (const state of REQUEST_STATES) {
        const openTasks = [{ task: 'legal-notice', ownerRole: role, owner: null }] as const;
        const username = step === 'submit' ? 'asker' : 'somebody';
        const allowed = MAY[step].roles.includes(role) && MAY[step].states.includes(state);
        const refusal = refusalOf(step, { state, openTasks }, username, role);
        expect(refusal === null, `${role} in ${state}: ${refusal}`).toBe(allowed);
      }
    }
  });
});

describe('the separation of duties', () => {
  it('lets nobody but the requester submit', () => {
    expect(refusalOf('submit', { state: 'draft' }, 'other', 'operator')).toBe('request.not-requester');
  });

  it.each([
    ['decide', 'submitted', 'superior'],
    ['grant', 'consented', 'legal'],
    ['review', 'executed', 'legal'],
    ['release', 'reviewed', 'legal'],
  ] as const)('refuses a requester the step %s of their own request', (step, state, role) => {
    expect(refusalOf(step, { state }, 'asker', role)).toBe('request.own-request');
  });

  it.each(['review', 'release'] as const)('refuses an approver the step %s', (step) => {
    const state = step === 'review' ? 'executed' : 'reviewed';
    expect(refusalOf(step, { state, approvers: ['approver'] }, 'approver', 'legal')).toBe('request.own-approval');
  });

  it('refuses the same person two approvals, and anybody but the named one the second', () => {
    const one = { state: 'submitted', secondApprover: 'second', approvers: ['first'] } as const;
    expect(refusalOf('decide', one, 'first', 'superior')).toBe('request.already-decided');
    expect(refusalOf('decide', one, 'third', 'superior')).toBe('request.second-approver');
    expect(refusalOf('decide', one, 'second', 'superior')).toBeNull();
  });

  it('grants before the consent in an emergency alone, and then only a scope that counsel confirmed', () => {
    const grant = (facts: Partial<RequestStanding>) =>
      refusalOf('grant', { state: 'approved', ...facts }, 'counsel', 'legal');
    expect(grant({})).toBe('request.wrong-state');
    expect(grant({ emergency: true })).toBe('request.scope-unconfirmed');
    expect(grant({ emergency: true, scopeConfirmed: true })).toBeNull();
  });

  it('leaves a clocked task to its owner', () => {
    const openTasks = [{ task: 'backup-log', ownerRole: 'operator', owner: 'li.ming' }] as const;
    expect(refusalOf('task', { state: 'approved', openTasks }, 'wang.fang', 'operator')).toBe('request.no-task');
    expect(refusalOf('task', { state: 'approved', openTasks }, 'li.ming', 'operator')).toBeNull();
  });
});
