/** Case files and what happened to them: created, closed, held, released. */
import { randomUUID } from 'node:crypto';
import type { CaseDetail, CaseInput, CaseSummary } from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../lib/index.ts';
import type { WriteDb } from '../vault/index.ts';
import type { Exhibits } from './exhibits.ts';
import type { Recorder } from './recording.ts';

export interface CaseFiles {
  list(): CaseSummary[];
  /** Throws `RefusedError('case.unknown')`, as all below do. */
  get(id: string): CaseDetail;
  create(input: CaseInput, actor: string): CaseDetail;
  close(id: string, reason: string, actor: string): CaseDetail;
  /** A legal hold, or its end; closed cases can be held too. */
  hold(id: string, hold: boolean, reason: string, actor: string): CaseDetail;
}

interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly cause: string;
  readonly partyKind: CaseDetail['partyKind'];
  readonly ruleset: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly closed: number;
  readonly held: number;
  readonly exhibitCount: number;
  readonly imageCount: number;
}

const SELECT = `
  SELECT c.id, c.number, c.title, c.cause, c.party_kind AS partyKind, c.ruleset,
         c.created_at AS createdAt, c.created_by AS createdBy,
         EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.kind = 'closed') AS closed,
         coalesce((SELECT e.kind = 'held' FROM case_event e
                    WHERE e.case_id = c.id AND e.kind IN ('held', 'released') ORDER BY e.log_index DESC LIMIT 1), 0) AS held,
         (SELECT count(*) FROM exhibit x WHERE x.case_id = c.id) AS exhibitCount,
         (SELECT count(*) FROM exhibit_image i JOIN exhibit x ON x.id = i.exhibit_id WHERE x.case_id = c.id) AS imageCount
    FROM case_file c`;

export function openCaseFiles(db: WriteDb, recorder: Recorder, exhibits: Exhibits): CaseFiles {
  function row(id: string): CaseRow {
    const found = db.readOne<CaseRow>(`${SELECT} WHERE c.id = ?`, id);
    if (!found) throw new RefusedError('case.unknown', { id });
    return found;
  }

  const get = (id: string): CaseDetail => detail(row(id), exhibits);

  function addEvent(id: string, kind: 'closed' | 'held' | 'released', reason: string, actor: string): CaseDetail {
    const { number } = row(id);
    const eventId = randomUUID();
    recorder.perform(
      {
        act: kind === 'closed' ? 'case.close' : 'case.hold',
        actor,
        witness: null,
        subject: { caseId: id, number, event: kind, reason },
      },
      () => refuseRepetition(row(id), kind),
      (entry) =>
        db.write(
          'INSERT INTO case_event (id, case_id, kind, reason, at, by_user, log_index) VALUES (?, ?, ?, ?, ?, ?, ?)',
          eventId,
          id,
          kind,
          reason,
          entry.at,
          actor,
          entry.index,
        ),
    );
    return get(id);
  }

  return {
    get,
    list: () => db.read<CaseRow>(`${SELECT} ORDER BY c.log_index DESC`).map(summary),
    create(input, actor) {
      const id = randomUUID();
      const { number, title, cause, partyKind, ruleset } = input;
      recorder.perform(
        { act: 'case.create', actor, witness: null, subject: { caseId: id, number, partyKind, ruleset } },
        () => {
          const taken = db.readOne('SELECT 1 FROM case_file WHERE number = ?', number);
          if (taken) throw new RefusedError('case.number-taken', { number });
        },
        (entry) =>
          db.write(
            `INSERT INTO case_file (id, number, title, cause, party_kind, ruleset, created_at, created_by, log_index)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            id,
            number,
            title,
            cause,
            partyKind,
            ruleset,
            entry.at,
            actor,
            entry.index,
          ),
      );
      return get(id);
    },
    close: (id, reason, actor) => addEvent(id, 'closed', reason, actor),
    hold: (id, hold, reason, actor) => addEvent(id, hold ? 'held' : 'released', reason, actor),
  };
}

function refuseRepetition(found: CaseRow, kind: 'closed' | 'held' | 'released'): void {
  const { number } = found;
  if (kind === 'closed' && found.closed) throw new RefusedError('case.closed', { number });
  if (kind === 'held' && found.held) throw new RefusedError('case.held', { number });
  if (kind === 'released' && !found.held) throw new RefusedError('case.not-held', { number });
}

function summary(row: CaseRow): CaseSummary {
  const { id, number, title, ruleset, exhibitCount, imageCount, createdAt, createdBy } = row;
  const state = row.closed ? 'closed' : 'open';
  return {
    id,
    number,
    title,
    ruleset,
    state,
    legalHold: row.held === 1,
    exhibitCount,
    imageCount,
    createdAt,
    createdBy,
  };
}

function detail(row: CaseRow, exhibits: Exhibits): CaseDetail {
  return { ...summary(row), cause: row.cause, partyKind: row.partyKind, exhibits: exhibits.ofCase(row.id) };
}
