/** Images that were acquired from exhibits: where they lie, what they hash to, how they verified. */
import { randomUUID } from 'node:crypto';
import { type ImageRecord, imageRecord } from '../../../src-preload/contract/index.ts';
import { canonicalJson, EvidenceError, type JsonValue, sha256Of } from '../lib/index.ts';
import type { ReadDb, WriteDb } from '../vault/index.ts';
import type { Recorder } from './recording.ts';
import { exhibitPlace, refuseClosed } from './standing.ts';

export type NewImage = Omit<ImageRecord, 'id' | 'logIndex'>;

export interface Images {
  /** Logs the image and keeps its record; refused when the case was closed before the acquisition began. */
  record(image: NewImage): ImageRecord;
}

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

export function openImages(db: WriteDb, recorder: Recorder): Images {
  return {
    record(image) {
      const id = randomUUID();
      const { caseId, number } = exhibitPlace(db, image.exhibitId);
      const { exhibitId, format, path, sourcePath, sourceBytes, hashes, imageVerdict, sourceVerdict } = image;
      const record = canonicalJson(image as unknown as JsonValue);
      const subject = {
        caseId,
        exhibitId,
        number,
        imageId: id,
        format,
        path,
        sourcePath,
        sourceBytes,
        imageVerdict,
        sourceVerdict,
        hashes: hashes as { readonly [name: string]: string },
        badRanges: image.badRanges.length,
        recordSha256: sha256Of(record),
      };
      let logIndex = 0;
      recorder.perform(
        { act: 'image.record', actor: image.operator, witness: image.witness, subject },
        () => refuseClosed(db, caseId, image.startedAt),
        (entry) => {
          logIndex = entry.index;
          db.write(
            'INSERT INTO exhibit_image (id, exhibit_id, record, log_index) VALUES (?, ?, ?, ?)',
            id,
            exhibitId,
            record,
            entry.index,
          );
        },
      );
      return { ...image, id, logIndex };
    },
  };
}

function asImageRecord(row: ImageRow): ImageRecord {
  const parsed = imageRecord.safeParse({ ...JSON.parse(row.record), id: row.id, logIndex: row.logIndex });
  if (!parsed.success) throw new EvidenceError('exhibit.damaged', { id: row.id });
  return parsed.data;
}
