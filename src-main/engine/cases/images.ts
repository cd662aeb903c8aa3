/** Images that were acquired from exhibits: where they lie, what they hash to, how they verified. */
import { randomUUID } from 'node:crypto';
import { type ImageRecord, imageRecord } from '../../../src-preload/contract/index.ts';
import { canonicalJson, EvidenceError, RefusedError } from '../lib/index.ts';
import type { ReadDb, WriteDb } from '../vault/index.ts';
import { exhibitPlace, refuseClosed } from './standing.ts';

/** `logIndex` names the entry in which the acquisition was logged as done. */
export type NewImage = Omit<ImageRecord, 'id'>;

interface ImageRow {
  readonly id: string;
  readonly record: string;
  readonly logIndex: number;
}

export function imagesOf(db: ReadDb, exhibitId: string): ImageRecord[] {
  return db
    .read<ImageRow>(
      'SELECT id, record, log_index AS logIndex FROM exhibit_image WHERE exhibit_id = ? ORDER BY log_index',
      exhibitId,
    )
    .map(asImageRecord);
}

export interface AcquisitionLabel {
  readonly caseNumber: string;
  readonly number: string;
  readonly name: string;
}

/** Refused for a closed case, and for an exhibit of another one. */
export function exhibitToAcquire(db: ReadDb, caseId: string, exhibitId: string): AcquisitionLabel {
  refuseClosed(db, caseId);
  const { caseId: owner, number } = exhibitPlace(db, exhibitId);
  if (owner !== caseId) throw new RefusedError('exhibit.other-case', { number });
  const label = db.readOne<AcquisitionLabel>(
    `SELECT c.number AS caseNumber, x.number, json_extract(x.particulars, '$.name') AS name
       FROM exhibit x JOIN case_file c ON c.id = x.case_id WHERE x.id = ?`,
    exhibitId,
  );
  if (!label) throw new RefusedError('exhibit.unknown', { id: exhibitId });
  return label;
}

/** Keeps the record; the acquisition stands in the log already. Refused when the case was closed before it began. */
export function recordImage(db: WriteDb, image: NewImage): ImageRecord {
  const { caseId } = exhibitPlace(db, image.exhibitId);
  refuseClosed(db, caseId, image.startedAt);
  const id = randomUUID();
  const { logIndex, ...record } = image;
  db.write(
    'INSERT INTO exhibit_image (id, exhibit_id, record, log_index) VALUES (?, ?, ?, ?)',
    id,
    image.exhibitId,
    canonicalJson(record),
    logIndex,
  );
  return { ...image, id };
}

function asImageRecord(row: ImageRow): ImageRecord {
  const parsed = imageRecord.safeParse({ ...JSON.parse(row.record), id: row.id, logIndex: row.logIndex });
  if (!parsed.success) throw new EvidenceError('exhibit.damaged', { id: row.id });
  return parsed.data;
}
