/** Rows of requests and their events, and what they add up to. */
import type {
  ConsentInput,
  RequestDetail,
  RequestEvent,
  RequestInput,
  RequestStep,
  TaskName,
} from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../lib/index.ts';
import type { LogReceipt } from '../oplog/index.ts';
import type { ReadDb, WriteDb } from '../vault/index.ts';
import { type RequestStanding, stateAfter } from './machine.ts';
import { TASK_RULES, type TaskEnd, type TaskRow } from './tasks.ts';

export interface RequestRow {
  readonly id: string;
  readonly registerNumber: number;
  readonly caseId: string;
  readonly form: RequestInput;
  readonly requester: string;
  readonly requesterName: string;
  readonly staffNumber: string;
  readonly phone: string;
  readonly createdAt: number;
}

/** A request with everything that happened to it. */
export interface StoredRequest {
  readonly row: RequestRow;
  readonly events: readonly RequestEvent[];
  readonly tasks: readonly (TaskRow & { readonly end: TaskEnd | null })[];
  readonly standing: RequestStanding;
}

const SELECT = `
  SELECT id, register_number AS registerNumber, case_id AS caseId, form, requester, requester_name AS requesterName,
         staff_number AS staffNumber, phone, created_at AS createdAt
    FROM retrieval_request`;

type RawRow = Omit<RequestRow, 'form'> & { readonly form: string };

const asRow = (raw: RawRow): RequestRow => ({ ...raw, form: JSON.parse(raw.form) as RequestInput });

/** Throws `RefusedError('request.unknown')`. */
export function storedRequest(db: ReadDb, id: string): StoredRequest {
  const raw = db.readOne<RawRow>(`${SELECT} WHERE id = ?`, id);
  if (!raw) throw new RefusedError('request.unknown', { id });
  return withEvents(db, asRow(raw));
}

/** Newest first. */
export function storedRequests(db: ReadDb, caseId: string | null, offset: number, limit: number): StoredRequest[] {
  const where = caseId === null ? '' : 'WHERE case_id = ?';
  const filter = caseId === null ? [] : [caseId];
  return db
    .read<RawRow>(`${SELECT} ${where} ORDER BY register_number DESC LIMIT ? OFFSET ?`, ...filter, limit, offset)
    .map((raw) => withEvents(db, asRow(raw)));
}

export function requestCount(db: ReadDb, caseId: string | null): number {
  const where = caseId === null ? '' : 'WHERE case_id = ?';
  const sql = `SELECT count(*) AS count FROM retrieval_request ${where}`;
  return db.readOne<{ count: number }>(sql, ...(caseId === null ? [] : [caseId]))?.count ?? 0;
}

function withEvents(db: ReadDb, row: RequestRow): StoredRequest {
  const events = db.read<RequestEvent>(
    `SELECT step, decision, note, at, by_user AS "by", witness, statement, signature, log_index AS logIndex
       FROM retrieval_event WHERE request_id = ? ORDER BY log_index`,
    row.id,
  );
  const tasks = db
    .read<TaskRow>(
      `SELECT task, owner, opened_at AS openedAt, due_at AS dueAt
         FROM retrieval_task WHERE request_id = ? ORDER BY log_index, due_at`,
      row.id,
    )
    .map((task) => ({ ...task, end: endOf(task.task, events) }));
  return { row, events, tasks, standing: standingOf(row, events, tasks) };
}

function endOf(task: TaskName, events: readonly RequestEvent[]): TaskEnd | null {
  const end = events.find(({ step, decision }) => step === 'task' && decision === task);
  return end ? { at: end.at, by: end.by, report: end.note } : null;
}

function standingOf(
  { requester, form: { secondApprover } }: RequestRow,
  events: readonly RequestEvent[],
  tasks: StoredRequest['tasks'],
): RequestStanding {
  let state: RequestStanding['state'] = 'draft';
  const approvers: string[] = [];
  for (const { step, decision, by } of events) {
    if (step === 'create') continue;
    state = stateAfter({ state, secondApprover, approvers }, step, decision);
    if (step === 'decide' && decision === 'approved') approvers.push(by);
  }
  const done = (task: TaskName): boolean => tasks.some((one) => one.task === task && one.end !== null);
  return {
    state,
    requester,
    secondApprover,
    approvers,
    emergency: events.some(({ step }) => step === 'emergency'),
    openTasks: tasks
      .filter(({ end }) => end === null)
      .map(({ task, owner }) => ({ task, owner, ownerRole: TASK_RULES[task].ownerRole })),
    scopeConfirmed: done('scope-confirmation'),
  };
}

export function insertRequest(db: WriteDb, row: RequestRow, entry: LogReceipt): void {
  db.write(
    'INSERT INTO retrieval_request VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.registerNumber,
    row.caseId,
    JSON.stringify(row.form),
    row.requester,
    row.requesterName,
    row.staffNumber,
    row.phone,
    row.createdAt,
    entry.index,
  );
}

export interface NewEvent {
  readonly requestId: string;
  readonly step: RequestStep;
  readonly decision: string;
  readonly note: string;
  readonly by: string;
  readonly witness: string | null;
  readonly content: string;
  readonly statement: string | null;
  readonly signature: string | null;
}

export function insertEvent(db: WriteDb, event: NewEvent, { index, at }: LogReceipt): void {
  const { requestId, step, decision, note, by, witness, content, statement, signature } = event;
  db.write(
    'INSERT INTO retrieval_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    index,
    requestId,
    step,
    decision,
    note,
    at,
    by,
    witness,
    content,
    statement,
    signature,
  );
}

export function insertTask(db: WriteDb, requestId: string, task: TaskRow, entry: LogReceipt): void {
  db.write(
    'INSERT INTO retrieval_task VALUES (?, ?, ?, ?, ?, ?)',
    requestId,
    task.task,
    task.owner,
    task.openedAt,
    task.dueAt,
    entry.index,
  );
}

export type ConsentRow = RequestDetail['consents'][number];

export function insertConsent(db: WriteDb, requestId: string, record: ConsentRow, entry: LogReceipt): void {
  db.write('INSERT INTO retrieval_consent VALUES (?, ?, ?)', entry.index, requestId, JSON.stringify(record));
}

export function storedConsents(db: ReadDb, requestId: string): ConsentRow[] {
  return db
    .read<{ record: string }>('SELECT record FROM retrieval_consent WHERE request_id = ? ORDER BY log_index', requestId)
    .map(({ record }) => JSON.parse(record) as ConsentRow);
}

/** The record of a consent, without what is known only when it is written. */
export function consentRecordOf(
  consent: ConsentInput,
  signatureFile: ConsentRow['signatureFile'],
): Omit<ConsentRow, 'recordedAt' | 'recordedBy'> {
  const { kind, subject } = consent;
  return consent.kind === 'consent'
    ? {
        kind,
        subject,
        document: consent.document,
        signedAt: consent.signedAt,
        signatureFile,
        article: '',
        reference: '',
        explanation: '',
      }
    : {
        kind,
        subject,
        document: '',
        signedAt: null,
        signatureFile: null,
        article: consent.article,
        reference: consent.reference,
        explanation: consent.explanation,
      };
}
