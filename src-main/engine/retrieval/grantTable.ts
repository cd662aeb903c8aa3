/** Rows of grants and what happened to them. */
import type { GrantInput, GrantRecord } from '../../../src-preload/contract/index.ts';
import { RefusedError, type UtcMs } from '../lib/index.ts';
import type { LogReceipt } from '../oplog/index.ts';
import type { ReadDb, WriteDb } from '../vault/index.ts';
import { storedRequest } from './requestTable.ts';

interface GrantRow {
  readonly id: string;
  readonly requestId: string;
  readonly caseId: string;
  readonly content: string;
  readonly grantedAt: number;
  readonly grantedBy: string;
}

const SELECT = `
  SELECT g.id, g.request_id AS requestId, r.case_id AS caseId, g.content, g.granted_at AS grantedAt,
         g.granted_by AS grantedBy
    FROM retrieval_grant g JOIN retrieval_request r ON r.id = g.request_id`;

/** Throws `RefusedError('grant.unknown')`. */
export function storedGrant(db: ReadDb, id: string, now: UtcMs): GrantRecord {
  const row = db.readOne<GrantRow>(`${SELECT} WHERE g.id = ?`, id);
  if (!row) throw new RefusedError('grant.unknown', { id });
  return asGrant(db, row, now);
}

/** Newest first. */
export function storedGrants(db: ReadDb, caseId: string | null, now: UtcMs): GrantRecord[] {
  const where = caseId === null ? '' : 'WHERE r.case_id = ?';
  return db
    .read<GrantRow>(`${SELECT} ${where} ORDER BY g.log_index DESC`, ...(caseId === null ? [] : [caseId]))
    .map((row) => asGrant(db, row, now));
}

export function grantOfRequest(db: ReadDb, requestId: string, now: UtcMs): GrantRecord | null {
  const row = db.readOne<GrantRow>(`${SELECT} WHERE g.request_id = ?`, requestId);
  return row ? asGrant(db, row, now) : null;
}

function asGrant(db: ReadDb, row: GrantRow, now: UtcMs): GrantRecord {
  const { content, ...facts } = row;
  const input = JSON.parse(content) as GrantInput;
  const suspensions = suspensionsOf(db, row.id);
  return { ...input, ...facts, suspensions, state: stateOf(db, row.requestId, input, suspensions, now) };
}

function stateOf(
  db: ReadDb,
  requestId: string,
  { validFrom, validTo }: GrantInput,
  suspensions: GrantRecord['suspensions'],
  now: UtcMs,
): GrantRecord['state'] {
  const { state } = storedRequest(db, requestId).standing;
  // Before all else: its accounts stay frozen until two people lift it, whatever became of its request.
  if (suspensions.some(({ liftedAt }) => liftedAt === null)) return 'suspended';
  if (state === 'closed') return 'ended';
  if (now >= validTo) return 'expired';
  if (state === 'granted') return 'waiting';
  return now < validFrom ? 'not-yet-valid' : 'open';
}

interface EventRow {
  readonly kind: 'suspended' | 'restored';
  readonly cause: 'detector' | 'person';
  readonly reason: string;
  readonly at: number;
  readonly by: string;
  readonly witness: string | null;
}

/** One entry a suspension; a restoration lifts all before it. */
function suspensionsOf(db: ReadDb, grantId: string): GrantRecord['suspensions'] {
  const events = db.read<EventRow>(
    `SELECT kind, cause, reason, at, by_user AS "by", witness FROM grant_event WHERE grant_id = ? ORDER BY log_index`,
    grantId,
  );
  return events.flatMap((event, index) => {
    if (event.kind === 'restored') return [];
    const lifting = events.slice(index).find(({ kind }) => kind === 'restored');
    return {
      by: event.cause,
      username: event.by,
      reason: event.reason,
      at: event.at,
      liftedAt: lifting?.at ?? null,
      liftedBy: lifting ? [lifting.by, ...(lifting.witness === null ? [] : [lifting.witness])] : [],
    };
  });
}

export interface NewGrant {
  readonly id: string;
  readonly requestId: string;
  readonly grant: GrantInput;
  readonly by: string;
}

export function insertGrant(db: WriteDb, { id, requestId, grant, by }: NewGrant, { index, at }: LogReceipt): void {
  const content = JSON.stringify(grant);
  db.write('INSERT INTO retrieval_grant VALUES (?, ?, ?, ?, ?, ?)', id, requestId, content, at, by, index);
}

export interface NewGrantEvent {
  readonly grantId: string;
  readonly kind: EventRow['kind'];
  readonly cause: EventRow['cause'];
  readonly reason: string;
  readonly by: string;
  readonly witness: string | null;
}

export function insertGrantEvent(db: WriteDb, event: NewGrantEvent, { index, at }: LogReceipt): void {
  const { grantId, kind, cause, reason, by, witness } = event;
  db.write(
    'INSERT INTO grant_event VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    index,
    grantId,
    kind,
    cause,
    reason,
    at,
    by,
    witness,
  );
}

/** Whether a grant that names this person stands suspended: the account is frozen until two people lift it. */
export function isFrozen(db: ReadDb, username: string): boolean {
  return (
    db.readOne(
      `SELECT 1 FROM retrieval_grant g
        WHERE EXISTS (SELECT 1 FROM json_each(g.content, '$.persons') p WHERE p.value ->> 'username' = ?)
          AND (SELECT kind FROM grant_event e WHERE e.grant_id = g.id ORDER BY log_index DESC LIMIT 1) = 'suspended'`,
      username,
    ) !== undefined
  );
}
