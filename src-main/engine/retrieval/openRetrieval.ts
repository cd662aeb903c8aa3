/** Requests and grants over one evidence store, for the person who is signed in. */
import { randomUUID } from 'node:crypto';
import type {
  ComplianceItem,
  ConsentInput,
  GrantInput,
  GrantRecord,
  RequestDetail,
  RequestInput,
  RequestSummary,
  TaskName,
} from '../../../src-preload/contract/index.ts';
import { healInterrupted, openRecorder } from '../cases/index.ts';
import type { Approval } from '../ceremony/index.ts';
import { type JsonValue, RefusedError } from '../lib/index.ts';
import type { LogReceipt } from '../oplog/index.ts';
import type { Grant } from '../search/index.ts';
import { complianceOf } from './compliance.ts';
import type { RetrievalContext } from './context.ts';
import { detailOf, summaryOf } from './describe.ts';
import { checkGrant, checkOwners } from './fitness.ts';
import { grantFor, levelOf } from './grantFor.ts';
import { grantOfRequest, insertGrant, storedGrant, storedGrants } from './grantTable.ts';
import { LEVEL_RULES } from './levels.ts';
import { isTheirs } from './machine.ts';
import { selectionsOf } from './markTable.ts';
import { createRequest } from './newRequest.ts';
import {
  consentRecordOf,
  insertConsent,
  insertTask,
  requestCount,
  storedRequest,
  storedRequests,
} from './requestTable.ts';
import { keepSignatureFile } from './signatureFile.ts';
import { type Facts, openSteps, type Proof } from './steps.ts';
import { openSuspensions, type Suspensions } from './suspensions.ts';
import { dueAt, EMERGENCY_TASKS, REFUSAL_TASKS } from './tasks.ts';

/**
 * Refusals are `RefusedError`s of areas `request` and `grant`, logged as refusals of the step, and of `auth` where a
 * proof fails. Steps that are signed take the signer's own password and one-time code.
 */
export interface Retrieval extends Suspensions {
  create(form: RequestInput): RequestDetail;
  submit(id: string, proof: Proof): Promise<RequestDetail>;
  decide(id: string, decision: 'approved' | 'refused', opinion: string, proof: Proof): Promise<RequestDetail>;
  emergency(id: string, reason: string, owners: EmergencyOwners): RequestDetail;
  consent(id: string, consent: ConsentInput, proof: Proof): Promise<RequestDetail>;
  withhold(id: string, subject: string, reason: string): RequestDetail;
  task(id: string, task: TaskName, report: string): RequestDetail;
  grant(id: string, grant: GrantInput, proof: Proof): Promise<RequestDetail>;
  /** Opens the grant that the approval names. */
  execute(approval: Approval<'retrieval.execute'>): RequestDetail;
  review(id: string, decision: 'passed' | 'rejected', opinion: string, proof: Proof): Promise<RequestDetail>;
  compliance(id: string): ComplianceItem[];
  /** Throws `RefusedError('request.not-compliant')` while something of the compliance list is missing. */
  release(id: string, note: string, proof: Proof): Promise<RequestDetail>;
  close(id: string, receipt: string): RequestDetail;
  get(id: string): RequestDetail;
  list(caseId: string | null, offset: number, limit: number): { total: number; requests: RequestSummary[] };
  grants(caseId: string | null): GrantRecord[];
  getGrant(id: string): GrantRecord;
  /**
   * What the person who is signed in may see under a grant now. The only maker of a search's grant: throws
   * `RefusedError`s of area `grant` unless everything speaks for it.
   */
  grantFor(grantId: string): Grant;
  /** Throws `RefusedError('grant.no-archive')`: the person's level in this grant may not keep what it finds. */
  checkArchive(grantId: string): void;
  /** Throws `RefusedError('grant.result-reviewed')`: what was reviewed is not added to. */
  checkUnreviewed(grantId: string): void;
}

export interface EmergencyOwners {
  readonly technical: string;
  readonly legal: string;
  readonly service: string;
}

/** The tables in which the acts of this room leave their rows. */
const TABLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['create', 'submit', 'decide', 'emergency', 'consent', 'withhold', 'task', 'grant', 'execute', 'review', 'release']
      .concat('close')
      .map((step) => [`request.${step}`, 'retrieval_event']),
  ),
  'grant.suspend': 'grant_event',
  'grant.restore': 'grant_event',
  'mark.add': 'record_mark',
  'selection.create': 'record_selection',
  'search.save': 'saved_search',
};

export function openRetrieval(context: RetrievalContext): Retrieval {
  const { db, blobs, log, clock, station, session, cases } = context;
  healInterrupted(db, log, TABLES);
  const recorder = openRecorder(db, log);
  const steps = openSteps(context);
  const { username } = session.person;
  const get = (id: string): RequestDetail => detailOf(context, storedRequest(db, id));

  /** Clocks that run already are not started again. */
  function startClocks(id: string, owners: readonly (readonly [TaskName, string | null])[], entry: LogReceipt): void {
    const running = storedRequest(db, id).tasks.map(({ task }) => task);
    for (const [task, owner] of owners) {
      if (running.includes(task)) continue;
      insertTask(db, id, { task, owner, openedAt: entry.at, dueAt: dueAt(task, entry.at) }, entry);
    }
  }

  function compliance(id: string): ComplianceItem[] {
    const request = storedRequest(db, id);
    const { exhibits } = cases.get(request.row.caseId);
    return complianceOf({ request, grant: grantOfRequest(db, id, clock.now()), exhibits });
  }

  /** What was found, as it is reviewed and released: the selections made under the grant, by their digests. */
  function resultFacts(id: string): { facts: Facts; logged: Facts } {
    const grantId = grantOfRequest(db, id, clock.now())?.id;
    const selections = grantId === undefined ? [] : selectionsOf(db, grantId);
    const facts = {
      selections: selections.map(({ id: selectionId, count, digest }) => ({ selectionId, count, digest })),
    };
    return { facts, logged: facts };
  }

  function checkCompliance(id: string): void {
    const missing = compliance(id).filter(({ present }) => !present);
    if (missing.length > 0) {
      throw new RefusedError('request.not-compliant', { missing: missing.map(({ item }) => item).join(', ') });
    }
  }

  return {
    ...openSuspensions(context, recorder),
    create: (form) => get(createRequest(context, recorder, form)),
    async submit(id, proof) {
      await steps.sign({ id, step: 'submit' }, proof);
      return get(id);
    },
    async decide(id, decision, opinion, proof) {
      await steps.sign({ id, step: 'decide', decision, note: opinion }, proof);
      return get(id);
    },
    emergency(id, reason, owners) {
      const { technical, legal, service } = owners;
      const named = [technical, legal, service];
      steps.take({
        id,
        step: 'emergency',
        note: reason,
        facts: { owners: { technical, legal, service } },
        logged: { technical, legal, service },
        check: () => checkOwners(owners, station.accounts()),
        write: (entry) =>
          startClocks(
            id,
            EMERGENCY_TASKS.map((task, index) => [task, named[index] as string]),
            entry,
          ),
      });
      return get(id);
    },
    async consent(id, consent, proof) {
      const step = { id, step: 'consent', decision: consent.kind } as const;
      steps.check(step);
      const record = consentRecordOf(consent, await keepSignatureFile(blobs, consent));
      await steps.sign(
        {
          ...step,
          facts: { consent: record },
          logged: { signatureSha256: record.signatureFile?.sha256 ?? null, article: record.article },
          write: (entry) => insertConsent(db, id, { ...record, recordedAt: entry.at, recordedBy: username }, entry),
        },
        proof,
      );
      return get(id);
    },
    withhold(id, subject, reason) {
      steps.take({
        id,
        step: 'withhold',
        note: reason,
        facts: { subject },
        write: (entry) =>
          startClocks(
            id,
            REFUSAL_TASKS.map((task) => [task, null]),
            entry,
          ),
      });
      return get(id);
    },
    task(id, task, report) {
      steps.take({
        id,
        step: 'task',
        decision: task,
        note: report,
        check: ({ standing }) => {
          const open = standing.openTasks.find((one) => one.task === task);
          if (!open) throw new RefusedError('request.task-not-open', { task });
          if (!isTheirs(open, session.person)) {
            throw new RefusedError('request.task-not-yours', { task, owner: open.owner ?? open.ownerRole });
          }
        },
      });
      return get(id);
    },
    async grant(id, grant, proof) {
      const grantId = randomUUID();
      const facts = { grantId, ...grant } as unknown as { readonly [name: string]: JsonValue };
      await steps.sign(
        {
          id,
          step: 'grant',
          facts,
          logged: facts,
          check: ({ row }) => checkGrant(grant, row.form, station.accounts(), clock.now()),
          write: (entry) => insertGrant(db, { id: grantId, requestId: id, grant, by: username }, entry),
        },
        proof,
      );
      return get(id);
    },
    execute({ parameters, ceremonyId, witness }) {
      const { requestId: id, grantId } = parameters;
      steps.take({
        id,
        step: 'execute',
        witness: witness.username,
        facts: { grantId, ceremonyId },
        logged: { grantId, ceremonyId },
        check: () => {
          const { requestId, state } = storedGrant(db, grantId, clock.now());
          if (requestId !== id) throw new RefusedError('grant.other-request', { id: grantId });
          if (state !== 'waiting') throw new RefusedError('grant.not-to-execute', { id: grantId, state });
        },
      });
      return get(id);
    },
    async review(id, decision, opinion, proof) {
      await steps.sign({ id, step: 'review', decision, note: opinion, ...resultFacts(id) }, proof);
      return get(id);
    },
    compliance,
    async release(id, note, proof) {
      await steps.sign({ id, step: 'release', note, ...resultFacts(id), check: () => checkCompliance(id) }, proof);
      return get(id);
    },
    close(id, receipt) {
      steps.take({ id, step: 'close', note: receipt });
      return get(id);
    },
    get,
    list: (caseId, offset, limit) => ({
      total: requestCount(db, caseId),
      requests: storedRequests(db, caseId, offset, limit).map((request) => summaryOf(context, request)),
    }),
    grants: (caseId) => storedGrants(db, caseId, clock.now()),
    getGrant: (id) => storedGrant(db, id, clock.now()),
    grantFor: (grantId) => grantFor(context, grantId),
    checkArchive(grantId) {
      const level = levelOf(context, storedGrant(db, grantId, clock.now()));
      if (!LEVEL_RULES[level].archive) throw new RefusedError('grant.no-archive', { level });
    },
    checkUnreviewed(grantId) {
      const { requestId } = storedGrant(db, grantId, clock.now());
      const { state } = storedRequest(db, requestId).standing;
      if (state !== 'executed') throw new RefusedError('grant.result-reviewed', { state });
    },
  };
}
