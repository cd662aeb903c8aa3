/**
 * Retrieval: asked for, decided, consented, bounded by a grant, executed by two, reviewed, released. Field names follow
 * 《电子证据调取申请单》 (`docs/formats/retrieval.md`). Whoever signs a step proves again who they are.
 */
import { z } from 'zod';
import { call, EVIDENCE_ROLES } from './define.ts';
import { id, name, page, password, path, role, sha256, text, totpCode, username, utcMs } from './shapes.ts';

export const REQUEST_STATES = [
  'draft',
  'submitted',
  'refused',
  'approved',
  /** Consent is withheld: the refusal path is running. */
  'withheld',
  'consented',
  'granted',
  'executed',
  'reviewed',
  'released',
  'closed',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const REQUEST_STEPS = [
  'create',
  'submit',
  'decide',
  'emergency',
  'consent',
  'withhold',
  'task',
  'grant',
  'execute',
  'review',
  'release',
  'close',
] as const;
export type RequestStep = (typeof REQUEST_STEPS)[number];

/** What a person of a grant may do: this week · this month, archive · everything, archive, download (twice). */
export const LEVELS = ['agent', 'lead', 'legal', 'executive'] as const;
export type Level = (typeof LEVELS)[number];

/** Null: not limited in this respect. Ids are those of `request.choices`; types those of a search hit. */
export const retrievalScope = z.strictObject({
  conversations: z.array(z.number().int()).min(1).max(10_000).nullable(),
  senders: z.array(z.number().int()).min(1).max(10_000).nullable(),
  types: z.array(z.string().max(40)).min(1).max(100).nullable(),
  /** Start inclusive, end exclusive. With either set, undated records are outside. */
  from: utcMs.nullable(),
  to: utcMs.nullable(),
});
export type RetrievalScope = z.output<typeof retrievalScope>;

export const requestInput = z.strictObject({
  caseId: id,
  /** 申请单位 */
  unit: name,
  /** 依据: 法律条款、通知书文号、授权，或《个人信息保护法》第十三条的项号 */
  basisKind: z.enum(['law', 'notice', 'authorisation', 'pipl-13']),
  basis: text(500).min(1),
  /** 案由 */
  cause: text(2000).min(1),
  /** 调取对象: 系统、账号、群、设备、摄像点 */
  objects: text(2000).min(1),
  scope: retrievalScope,
  /** 最小范围理由 */
  necessity: text(2000).min(1),
  sensitive: z.boolean(),
  minors: z.boolean(),
  /** 用途 */
  purpose: text(1000).min(1),
  recipientUnit: name,
  recipientPerson: name,
  /** 保存期限 */
  retention: text(200).min(1),
  /** 调取方式 */
  method: text(500).min(1),
  /** 是否去标识化 */
  deidentify: z.boolean(),
  /** 完整性保护方法说明 */
  integrityMethod: text(1000).min(1),
  /** 第二审批人; null where one approval is enough. */
  secondApprover: username.nullable(),
});
export type RequestInput = z.output<typeof requestInput>;

/** The data subject's own signature, as a file that the vault keeps, or the legal basis that stands in its place. */
export const consentInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('consent'),
    subject: name,
    /** Identity document of the subject, kind and number. */
    document: text(200).min(1),
    signedAt: utcMs,
    /** The signed file: a detached signature, a signed PDF, the picture of a signed sheet. */
    signatureFile: path,
  }),
  z.strictObject({
    kind: z.literal('legal-basis'),
    /** Whose consent it replaces. */
    subject: name,
    article: text(300).min(1),
    reference: text(300),
    explanation: text(2000).min(1),
  }),
]);
export type ConsentInput = z.output<typeof consentInput>;

export const consentRecord = z.strictObject({
  kind: z.enum(['consent', 'legal-basis']),
  subject: z.string(),
  document: z.string(),
  signedAt: utcMs.nullable(),
  signatureFile: z.strictObject({ fileName: z.string(), sizeBytes: z.number().int(), sha256 }).nullable(),
  article: z.string(),
  reference: z.string(),
  explanation: z.string(),
  recordedAt: utcMs,
  recordedBy: z.string(),
});

/** Clocked steps of the refusal path and of the emergency path; minutes allowed: 10, 15, 20 · 15, 10, 30. */
export const TASKS = [
  'legal-notice',
  'alternative-evidence',
  'settlement-offer',
  'backup-log',
  'scope-confirmation',
  'service-alternative',
] as const;
export type TaskName = (typeof TASKS)[number];

export const requestTask = z.strictObject({
  task: z.enum(TASKS),
  path: z.enum(['refusal', 'emergency']),
  ownerRole: role,
  /** Null: whoever has the role. */
  owner: z.string().nullable(),
  openedAt: utcMs,
  dueAt: utcMs,
  doneAt: utcMs.nullable(),
  doneBy: z.string().nullable(),
  report: z.string(),
  overdue: z.boolean(),
});
export type RequestTask = z.infer<typeof requestTask>;

/** One step that was taken. Signed ones carry the statement and its RSASSA-PKCS1-v1_5 SHA-256 signature, base64. */
export const requestEvent = z.strictObject({
  step: z.enum(REQUEST_STEPS),
  /** `approved`, `refused`, `passed`, `rejected`, the task's name, or empty. */
  decision: z.string(),
  note: z.string(),
  at: utcMs,
  by: z.string(),
  witness: z.string().nullable(),
  statement: z.string().nullable(),
  signature: z.string().nullable(),
  logIndex: z.number().int(),
});
export type RequestEvent = z.infer<typeof requestEvent>;

export const requestSummary = z.strictObject({
  id,
  /** 登记簿序号, from 1. */
  registerNumber: z.number().int(),
  caseId: id,
  state: z.enum(REQUEST_STATES),
  emergency: z.boolean(),
  cause: z.string(),
  requester: z.string(),
  requesterName: z.string(),
  createdAt: utcMs,
  /** From submission to the answer (grant or refusal); null while there is none. */
  answeredInMs: z.number().int().nullable(),
  grantId: id.nullable(),
  /** Earliest deadline of what is still to do. */
  dueAt: utcMs.nullable(),
  /** Steps that the person who is signed in may take now. */
  nextSteps: z.array(z.enum(REQUEST_STEPS)),
});
export type RequestSummary = z.infer<typeof requestSummary>;

export const grantPerson = z.strictObject({ username, level: z.enum(LEVELS) });

export const grantInput = z.strictObject({
  scope: retrievalScope,
  persons: z.array(grantPerson).min(1).max(50),
  validFrom: utcMs,
  validTo: utcMs,
  download: z.boolean(),
});
export type GrantInput = z.output<typeof grantInput>;

export const GRANT_STATES = ['waiting', 'open', 'not-yet-valid', 'expired', 'suspended', 'ended'] as const;

export const grantRecord = grantInput.extend({
  id,
  requestId: id,
  caseId: id,
  /** `waiting`: not executed yet. `ended`: its request is closed. */
  state: z.enum(GRANT_STATES),
  grantedAt: utcMs,
  grantedBy: z.string(),
  suspensions: z.array(
    z.strictObject({
      /** `detector`: the circuit breaker; `person`: somebody pressed the button. */
      by: z.enum(['detector', 'person']),
      username: z.string(),
      reason: z.string(),
      at: utcMs,
      liftedAt: utcMs.nullable(),
      liftedBy: z.array(z.string()),
    }),
  ),
});
export type GrantRecord = z.infer<typeof grantRecord>;

export const requestDetail = requestSummary.extend({
  form: requestInput,
  /** 申请人的工号、电话, as they were when it was made. */
  staffNumber: z.string(),
  phone: z.string(),
  events: z.array(requestEvent),
  consents: z.array(consentRecord),
  tasks: z.array(requestTask),
  grant: grantRecord.nullable(),
});
export type RequestDetail = z.infer<typeof requestDetail>;

export const COMPLIANCE_ITEMS = ['signed-request', 'consent', 'scope', 'medium-seal', 'review', 'tasks'] as const;
export const complianceItem = z.strictObject({
  item: z.enum(COMPLIANCE_ITEMS),
  present: z.boolean(),
  /** Sentence `retrieval.missing.<missing>` when absent. */
  missing: z.string().nullable(),
});
export type ComplianceItem = z.infer<typeof complianceItem>;

export const scopeChoices = z.strictObject({
  conversations: z.array(
    z.strictObject({ id: z.number().int(), name: z.string(), kind: z.string(), platform: z.string() }),
  ),
  people: z.array(z.strictObject({ id: z.number().int(), name: z.string(), account: z.string() })),
  types: z.array(z.string()),
});
export type ScopeChoices = z.infer<typeof scopeChoices>;

/** The proof that goes with a signature: of the person who is signed in. */
const signing = { password, code: totpCode };

export const retrieval = {
  'request.create': call({ input: requestInput, output: requestDetail, access: ['operator', 'legal'] }),
  'request.submit': call({
    input: z.strictObject({ id, ...signing }),
    output: requestDetail,
    access: ['operator', 'legal'],
  }),
  'request.decide': call({
    input: z.strictObject({ id, decision: z.enum(['approved', 'refused']), opinion: text(1000).min(1), ...signing }),
    output: requestDetail,
    access: ['superior'],
  }),
  /** Starts the three clocks of an emergency. Consent may then follow the grant; it still comes before release. */
  'request.emergency': call({
    input: z.strictObject({
      id,
      reason: text(1000).min(1),
      /** Account names: an operator, a legal counsel, and whoever prepares the alternative. */
      owners: z.strictObject({ technical: username, legal: username, service: username }),
    }),
    output: requestDetail,
    access: ['operator', 'legal', 'superior'],
  }),
  'request.consent': call({
    input: z.strictObject({ id, consent: consentInput, ...signing }),
    output: requestDetail,
    access: ['operator', 'legal'],
  }),
  /** The data subject does not consent: starts the three clocks of the refusal path. */
  'request.withhold': call({
    input: z.strictObject({ id, subject: name, reason: text(1000).min(1) }),
    output: requestDetail,
    access: ['operator', 'legal'],
  }),
  /** One clocked step is done. */
  'request.task': call({
    input: z.strictObject({ id, task: z.enum(TASKS), report: text(2000).min(1) }),
    output: requestDetail,
    access: EVIDENCE_ROLES,
  }),
  'request.grant': call({
    input: z.strictObject({ id, grant: grantInput, ...signing }),
    output: requestDetail,
    access: ['legal', 'superior'],
  }),
  /** Opens the grant, by the ceremony `retrieval.execute` over `{ requestId, grantId }`. */
  'request.execute': call({
    input: z.strictObject({ id, ceremonyId: id }),
    output: requestDetail,
    access: ['operator'],
  }),
  /** `rejected` leaves the request executed, to be worked on again. */
  'request.review': call({
    input: z.strictObject({ id, decision: z.enum(['passed', 'rejected']), opinion: text(2000).min(1), ...signing }),
    output: requestDetail,
    access: ['legal'],
  }),
  'request.compliance': call({
    input: z.strictObject({ id }),
    output: z.array(complianceItem),
    access: EVIDENCE_ROLES,
  }),
  'request.release': call({
    input: z.strictObject({ id, note: text(1000).default(''), ...signing }),
    output: requestDetail,
    access: ['legal'],
  }),
  'request.close': call({
    /** 回执签收，或拒签注明 */
    input: z.strictObject({ id, receipt: text(1000).min(1) }),
    output: requestDetail,
    access: ['operator', 'legal', 'superior'],
  }),
  'request.list': call({
    input: z.strictObject({ caseId: id.nullable(), ...page }),
    output: z.strictObject({ total: z.number().int(), requests: z.array(requestSummary) }),
    access: EVIDENCE_ROLES,
  }),
  'request.get': call({ input: z.strictObject({ id }), output: requestDetail, access: EVIDENCE_ROLES }),
  /** Conversations and people of a case by name, so that a request can name them. No text and no counts; logged. */
  'request.choices': call({
    input: z.strictObject({ caseId: id }),
    output: scopeChoices,
    access: ['operator', 'legal', 'superior'],
  }),
  'grant.list': call({
    input: z.strictObject({ caseId: id.nullable() }),
    output: z.array(grantRecord),
    access: EVIDENCE_ROLES,
  }),
  /** The button: at once, by one person. Suspends the grant and freezes its accounts. */
  'grant.suspend': call({
    input: z.strictObject({ id, reason: text(1000).min(1) }),
    output: grantRecord,
    access: EVIDENCE_ROLES,
  }),
  /** By two people: the ceremony `grant.restore` over `{ grantId, reason }`. */
  'grant.restore': call({
    input: z.strictObject({ id, reason: text(1000).min(1), ceremonyId: id }),
    output: grantRecord,
    access: ['legal'],
  }),
};
