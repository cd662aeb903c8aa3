/** Exhibits: what was taken in, with everything that was recorded of it since. */
import { randomUUID } from 'node:crypto';
import { type Exhibit, type ExhibitInput, exhibitInput } from '../../../src-preload/contract/index.ts';
import { canonicalJson, EvidenceError, RefusedError, sha256Of } from '../lib/index.ts';
import type { ReadDb, WriteDb } from '../vault/index.ts';
import { imagesOf } from './images.ts';
import { photosOf } from './photos.ts';
import type { Recorder } from './recording.ts';
import { sealsOf } from './seals.ts';
import { refuseClosed } from './standing.ts';

export interface Exhibits {
  /** Throws `RefusedError('exhibit.unknown')`. */
  get(id: string): Exhibit;
  ofCase(caseId: string): Exhibit[];
  add(input: ExhibitInput, actor: string): Exhibit;
}

interface ExhibitRow {
  readonly id: string;
  readonly particulars: string;
  readonly createdAt: number;
  readonly createdBy: string;
}

const SELECT = 'SELECT id, particulars, created_at AS createdAt, created_by AS createdBy FROM exhibit';

export function openExhibits(db: WriteDb, recorder: Recorder): Exhibits {
  function get(id: string): Exhibit {
    const row = db.readOne<ExhibitRow>(`${SELECT} WHERE id = ?`, id);
    if (!row) throw new RefusedError('exhibit.unknown', { id });
    return asExhibit(db, row);
  }

  return {
    get,
    ofCase: (caseId) =>
      db.read<ExhibitRow>(`${SELECT} WHERE case_id = ? ORDER BY log_index`, caseId).map((row) => asExhibit(db, row)),
    add(input, actor) {
      const id = randomUUID();
      const { caseId, number, name, serial } = input;
      const particulars = canonicalJson({ ...input });
      // The particulars name people: the log holds their digest.
      const subject = { caseId, exhibitId: id, number, name, serial, particularsSha256: sha256Of(particulars) };
      recorder.perform(
        { act: 'exhibit.add', actor, witness: null, subject },
        () => {
          refuseClosed(db, caseId);
          const taken = db.readOne('SELECT 1 FROM exhibit WHERE case_id = ? AND number = ?', caseId, number);
          if (taken) throw new RefusedError('exhibit.number-taken', { number });
        },
        (entry) =>
          db.write(
            `INSERT INTO exhibit (id, case_id, number, particulars, created_at, created_by, log_index)
             VALUES (?, ?, ?, ?, ?, ?, ?)`,
            id,
            caseId,
            number,
            particulars,
            entry.at,
            actor,
            entry.index,
          ),
      );
      return get(id);
    },
  };
}

function asExhibit(db: ReadDb, row: ExhibitRow): Exhibit {
  const particulars = exhibitInput.safeParse(JSON.parse(row.particulars));
  if (!particulars.success) throw new EvidenceError('exhibit.damaged', { id: row.id });
  const seals = sealsOf(db, row.id);
  const last = seals.at(-1);
  return {
    ...particulars.data,
    id: row.id,
    sealState: last?.kind === 'sealed' ? 'sealed' : 'unsealed',
    sealNumber: last?.kind === 'sealed' ? last.sealNumber : '',
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    seals,
    photos: photosOf(db, row.id),
    images: imagesOf(db, row.id),
  };
}
