/**
 * The way of a request: which step leads from which state to which, and who may take it. What is not written here is
 * refused. A step's roles are those that the contract admits to its call; the separation of duties is added here.
 */
import {
  type RequestState,
  type RequestStep,
  type Role,
  retrieval,
  type TaskName,
} from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../lib/index.ts';

/** Every step after `create`, which makes the draft. */
export type LaterStep = Exclude<RequestStep, 'create'>;

const UNDER_WAY = [
  'submitted',
  'approved',
  'withheld',
  'consented',
  'granted',
  'executed',
  'reviewed',
] as const satisfies readonly RequestState[];

/** States in which a step may be taken. */
export const FROM: Readonly<Record<LaterStep, readonly RequestState[]>> = {
  submit: ['draft'],
  decide: ['submitted'],
  emergency: ['submitted', 'approved', 'withheld'],
  // Several people may have to consent, and in an emergency they are asked afterwards.
  consent: ['approved', 'withheld', 'consented', 'granted', 'executed', 'reviewed'],
  withhold: ['approved', 'consented', 'granted', 'executed', 'reviewed'],
  task: UNDER_WAY,
  grant: ['consented', 'approved'],
  execute: ['granted'],
  review: ['executed'],
  release: ['reviewed'],
  close: ['draft', ...UNDER_WAY, 'refused', 'released'],
};

export interface RequestStanding {
  readonly state: RequestState;
  readonly requester: string;
  readonly secondApprover: string | null;
  readonly approvers: readonly string[];
  readonly emergency: boolean;
  /** Who passed the result, once somebody did. */
  readonly openTasks: readonly OpenTask[];
  /** In an emergency: legal confirmed the scope. */
  readonly scopeConfirmed: boolean;
}

export interface OpenTask {
  readonly task: TaskName;
  readonly ownerRole: Role;
  readonly owner: string | null;
}

export interface Actor {
  readonly username: string;
  readonly role: Role;
}

/** The state after a step was taken; `decision` as the event keeps it. */
export function stateAfter(
  standing: Pick<RequestStanding, 'state' | 'secondApprover' | 'approvers'>,
  step: LaterStep,
  decision: string,
): RequestState {
  const { state } = standing;
  switch (step) {
    case 'submit':
      return 'submitted';
    case 'decide':
      if (decision === 'refused') return 'refused';
      return standing.secondApprover !== null && standing.approvers.length === 0 ? 'submitted' : 'approved';
    case 'emergency':
    case 'task':
      return state;
    case 'consent':
      return state === 'approved' || state === 'withheld' ? 'consented' : state;
    case 'withhold':
      return state === 'approved' || state === 'consented' ? 'withheld' : state;
    case 'grant':
      return 'granted';
    case 'execute':
      return 'executed';
    case 'review':
      return decision === 'passed' ? 'reviewed' : state;
    case 'release':
      return 'released';
    case 'close':
      return 'closed';
  }
}

/** Throws the `RefusedError` that applies first: role, then state, then separation of duties. */
export function checkStep(step: LaterStep, standing: RequestStanding, actor: Actor): void {
  const { role, username } = actor;
  if (!rolesOf(step).includes(role)) throw new RefusedError('request.role-refused', { role, step });
  if (!FROM[step].includes(standing.state)) {
    throw new RefusedError('request.wrong-state', { step, state: standing.state });
  }
  const own = username === standing.requester;
  switch (step) {
    case 'submit':
      if (!own) throw new RefusedError('request.not-requester', { requester: standing.requester });
      break;
    case 'decide':
      if (own) throw new RefusedError('request.own-request', { step });
      checkApprover(standing, username);
      break;
    case 'emergency':
      if (standing.emergency) throw new RefusedError('request.already-emergency');
      break;
    case 'task':
      if (!standing.openTasks.some((task) => isTheirs(task, actor))) throw new RefusedError('request.no-task');
      break;
    case 'grant':
      if (own) throw new RefusedError('request.own-request', { step });
      if (standing.state === 'approved') checkEmergencyGrant(standing);
      break;
    case 'review':
    case 'release':
      if (own) throw new RefusedError('request.own-request', { step });
      if (standing.approvers.includes(username)) throw new RefusedError('request.own-approval', { step });
      break;
    case 'consent':
    case 'withhold':
    case 'execute':
    case 'close':
      break;
  }
}

function rolesOf(step: LaterStep): readonly Role[] {
  const { access } = retrieval[`request.${step}`];
  return typeof access === 'string' ? [] : access;
}

function checkApprover({ approvers, secondApprover }: RequestStanding, username: string): void {
  if (approvers.includes(username)) throw new RefusedError('request.already-decided', { username });
  const needed = approvers.length === 1 && secondApprover !== null && !approvers.includes(secondApprover);
  if (needed && username !== secondApprover) {
    throw new RefusedError('request.second-approver', { username: secondApprover });
  }
}

/** Before the consent: only in an emergency, and only after legal counsel confirmed how far it goes. */
function checkEmergencyGrant({ emergency, scopeConfirmed, state }: RequestStanding): void {
  if (!emergency) throw new RefusedError('request.wrong-state', { step: 'grant', state });
  if (!scopeConfirmed) throw new RefusedError('request.scope-unconfirmed');
}

export function isTheirs({ ownerRole, owner }: OpenTask, { username, role }: Actor): boolean {
  return owner === null ? role === ownerRole : owner === username;
}
