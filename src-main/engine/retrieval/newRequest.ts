/** Makes the draft of a request and gives it its number in the register. */
import { randomUUID } from 'node:crypto';
import type { RequestInput } from '../../../src-preload/contract/index.ts';
import type { Recorder } from '../cases/index.ts';
import { RefusedError } from '../lib/index.ts';
import type { RetrievalContext } from './context.ts';
import { checkSecondApprover } from './fitness.ts';
import { isFrozen } from './grantTable.ts';
import { insertEvent, insertRequest } from './requestTable.ts';
import { checkScope } from './scope.ts';
import { contentDigest, contentText } from './signing.ts';

const CREATE = { step: 'create', decision: '' } as const;

export function createRequest(context: RetrievalContext, recorder: Recorder, form: RequestInput): string {
  const { db, session, station, cases } = context;
  const { username, displayName } = session.person;
  const id = randomUUID();
  const last = db.readOne<{ last: number | null }>('SELECT max(register_number) AS last FROM retrieval_request');
  const registerNumber = (last?.last ?? 0) + 1;
  const content = contentText({ requestId: id, registerNumber, form, ...CREATE, facts: {} });
  recorder.perform(
    {
      act: 'request.create',
      actor: username,
      witness: null,
      subject: { requestId: id, registerNumber, caseId: form.caseId, digest: contentDigest(content) },
    },
    () => {
      const owner = cases.get(form.caseId);
      if (owner.state === 'closed') throw new RefusedError('case.closed', { number: owner.number });
      if (isFrozen(db, username)) throw new RefusedError('request.frozen', { username });
      checkScope(form.scope);
      checkSecondApprover(form.secondApprover, username, station.accounts());
    },
    (entry) => {
      const account = station.accounts().find((one) => one.username === username);
      const { staffNumber = '', phone = '' } = account ?? {};
      const row = { id, registerNumber, caseId: form.caseId, form, requester: username, requesterName: displayName };
      insertRequest(db, { ...row, staffNumber, phone, createdAt: entry.at }, entry);
      insertEvent(
        db,
        { requestId: id, ...CREATE, note: '', by: username, witness: null, content, statement: null, signature: null },
        entry,
      );
    },
  );
  return id;
}
