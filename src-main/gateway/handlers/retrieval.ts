import type { retrieval } from '../../../src-preload/contract/retrieval.ts';
import type { Bench } from '../../engine/bench.ts';
import { scopeChoices } from '../../engine/retrieval/index.ts';
import { withCaseStore } from '../caseStore.ts';
import type { Handlers } from './types.ts';

export function retrievalHandlers(bench: Bench): Handlers<keyof typeof retrieval> {
  const requests = () => bench.retrieval();
  return {
    'request.create': (form) => requests().create(form),
    'request.submit': ({ id, ...proof }) => requests().submit(id, proof),
    'request.decide': ({ id, decision, opinion, ...proof }) => requests().decide(id, decision, opinion, proof),
    'request.emergency': ({ id, reason, owners }) => requests().emergency(id, reason, owners),
    'request.consent': ({ id, consent, ...proof }) => requests().consent(id, consent, proof),
    'request.withhold': ({ id, subject, reason }) => requests().withhold(id, subject, reason),
    'request.task': ({ id, task, report }) => requests().task(id, task, report),
    'request.grant': ({ id, grant, ...proof }) => requests().grant(id, grant, proof),
    'request.execute': ({ id, ceremonyId }) => {
      const { grantId } = requests().get(id);
      const approval = bench.ceremonies().redeem(ceremonyId, 'retrieval.execute', { requestId: id, grantId });
      try {
        return requests().execute(approval);
      } finally {
        approval.release();
      }
    },
    'request.review': ({ id, decision, opinion, ...proof }) => requests().review(id, decision, opinion, proof),
    'request.compliance': ({ id }) => requests().compliance(id),
    'request.release': ({ id, note, ...proof }) => requests().release(id, note, proof),
    'request.close': ({ id, receipt }) => requests().close(id, receipt),
    'request.list': ({ caseId, offset, limit }) => requests().list(caseId, offset, limit),
    'request.get': ({ id }) => requests().get(id),
    'request.choices': ({ caseId }) => {
      const { log, person } = bench.openSession();
      bench.cases().get(caseId);
      log.append({
        act: 'request.choices',
        outcome: 'done',
        actor: person.username,
        witness: null,
        subject: { caseId },
      });
      return withCaseStore(bench, caseId, scopeChoices) ?? { conversations: [], people: [], types: [] };
    },
    'grant.list': ({ caseId }) => requests().grants(caseId),
    'grant.suspend': ({ id, reason }) => requests().suspend(id, 'person', reason),
    'grant.restore': ({ id, reason, ceremonyId }) => {
      const approval = bench.ceremonies().redeem(ceremonyId, 'grant.restore', { grantId: id, reason });
      try {
        return requests().restore(approval);
      } finally {
        approval.release();
      }
    },
  };
}
