/** A request as it crosses to the screen, for the person who is signed in. */
import {
  REQUEST_STEPS,
  type RequestDetail,
  type RequestStep,
  type RequestSummary,
} from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../lib/index.ts';
import type { RetrievalContext } from './context.ts';
import { grantOfRequest, isFrozen } from './grantTable.ts';
import { checkStep } from './machine.ts';
import { type StoredRequest, storedConsents } from './requestTable.ts';
import { asTask } from './tasks.ts';

export function summaryOf(context: RetrievalContext, request: StoredRequest): RequestSummary {
  const { db, clock } = context;
  const { row, events, tasks, standing } = request;
  const { id, registerNumber, caseId, form, requester, requesterName, createdAt } = row;
  const submitted = events.find(({ step }) => step === 'submit');
  const answer = events.find(({ step, decision }) => step === 'grant' || decision === 'refused');
  const open = tasks.filter(({ end }) => end === null).map(({ dueAt }) => dueAt);
  return {
    id,
    registerNumber,
    caseId,
    state: standing.state,
    emergency: standing.emergency,
    cause: form.cause,
    requester,
    requesterName,
    createdAt,
    answeredInMs: submitted && answer ? answer.at - submitted.at : null,
    grantId: grantOfRequest(db, id, clock.now())?.id ?? null,
    dueAt: open.length > 0 && standing.state !== 'closed' ? Math.min(...open) : null,
    nextSteps: nextSteps(context, request),
  };
}

export function detailOf(context: RetrievalContext, request: StoredRequest): RequestDetail {
  const { db, clock } = context;
  const { form, staffNumber, phone, id } = request.row;
  const now = clock.now();
  return {
    ...summaryOf(context, request),
    form,
    staffNumber,
    phone,
    events: [...request.events],
    consents: storedConsents(db, id),
    tasks: request.tasks.map((task) => asTask(task, task.end, now)),
    grant: grantOfRequest(db, id, now),
  };
}

function nextSteps({ db, session }: RetrievalContext, { standing }: StoredRequest): RequestStep[] {
  if (isFrozen(db, session.person.username)) return [];
  return REQUEST_STEPS.filter((step) => {
    if (step === 'create') return false;
    try {
      checkStep(step, standing, session.person);
      return true;
    } catch (thrown) {
      if (thrown instanceof RefusedError) return false;
      throw thrown;
    }
  });
}
