/** Where an exhibit belongs, and whether its case still takes anything. */
import { RefusedError } from '../lib/index.ts';
import type { ReadDb } from '../vault/index.ts';

export interface ExhibitPlace {
  readonly caseId: string;
  /** 检材编号, unique in the case. */
  readonly number: string;
}

/** Throws `RefusedError('exhibit.unknown')`. */
export function exhibitPlace(db: ReadDb, id: string): ExhibitPlace {
  const sql = 'SELECT case_id AS caseId, number FROM exhibit WHERE id = ?';
  const found = db.readOne<ExhibitPlace>(sql, id);
  if (!found) throw new RefusedError('exhibit.unknown', { id });
  return found;
}

/**
 * Throws `RefusedError('case.closed')`: nothing is added to what was closed. What takes hours says when it began (UTC
 * milliseconds): its result is not lost because the case was closed meanwhile.
 */
export function refuseClosed(db: ReadDb, caseId: string, begunAt = Number.POSITIVE_INFINITY): void {
  const found = db.readOne<{ number: string; closedAt: number | null }>(
    `SELECT number, (SELECT at FROM case_event WHERE case_id = c.id AND kind = 'closed') AS closedAt
       FROM case_file c WHERE id = ?`,
    caseId,
  );
  if (!found) throw new RefusedError('case.unknown', { id: caseId });
  if (found.closedAt !== null && found.closedAt <= begunAt)
    throw new RefusedError('case.closed', { number: found.number });
}
