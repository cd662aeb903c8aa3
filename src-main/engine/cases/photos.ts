/**
 * Photographs of exhibits: each file is read once, its type is what its first bytes say (only raster formats that cannot
 * carry anything that runs), and it is stored encrypted by its content.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Photo } from '../../../src-preload/contract/index.ts';
import { asSealbenchError, EvidenceError, RefusedError, sha256Hex, sha256Of } from '../lib/index.ts';
import type { BlobStore, ReadDb, WriteDb } from '../vault/index.ts';
import type { Recorder } from './recording.ts';
import { exhibitPlace, refuseClosed } from './standing.ts';

export interface NewPhoto {
  readonly exhibitId: string;
  readonly path: string;
  readonly stage: Photo['stage'];
  readonly caption: string;
}

export interface Photos {
  add(photo: NewPhoto, actor: string): Promise<void>;
  /** The picture as a data URL. Throws `RefusedError('photo.unknown')`, `EvidenceError('blob.damaged')`. */
  get(id: string): Promise<{ photo: Photo; dataUrl: string }>;
}

/** Larger than any camera's picture, small enough to show. */
const MOST_BYTES = 32 << 20;

const SELECT = `
  SELECT id, exhibit_id AS exhibitId, stage, caption, file_name AS fileName, media_type AS mediaType,
         size_bytes AS sizeBytes, sha256, added_at AS addedAt, added_by AS addedBy
    FROM exhibit_photo`;

export function photosOf(db: ReadDb, exhibitId: string): Photo[] {
  return [...db.read<Photo>(`${SELECT} WHERE exhibit_id = ? ORDER BY log_index`, exhibitId)];
}

export function openPhotos(db: WriteDb, blobs: BlobStore, recorder: Recorder): Photos {
  return {
    async add({ exhibitId, path, stage, caption }, actor) {
      const { caseId, number } = exhibitPlace(db, exhibitId);
      const fileName = basename(path);
      const photoId = randomUUID();
      const act = { act: 'exhibit.photo', actor, witness: null };
      const subject = { caseId, exhibitId, number, photoId, stage, fileName };
      let content: Uint8Array;
      let mediaType: Photo['mediaType'];
      try {
        refuseClosed(db, caseId);
        content = await readWhole(path);
        mediaType = rasterType(content, fileName);
        await blobs.put(content);
      } catch (thrown) {
        return recorder.fail({ ...act, subject }, asSealbenchError(thrown));
      }
      const sha256 = sha256Of(content);
      const sizeBytes = content.length;
      recorder.perform(
        { ...act, subject: { ...subject, mediaType, sizeBytes, sha256 } },
        // Closed while the file was being read?
        () => refuseClosed(db, caseId),
        (entry) =>
          db.write(
            `INSERT INTO exhibit_photo (id, exhibit_id, stage, caption, file_name, media_type, size_bytes, sha256,
                                        added_at, added_by, log_index)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            photoId,
            exhibitId,
            stage,
            caption,
            fileName,
            mediaType,
            sizeBytes,
            sha256,
            entry.at,
            actor,
            entry.index,
          ),
      );
    },
    async get(id) {
      const photo = db.readOne<Photo>(`${SELECT} WHERE id = ?`, id);
      if (!photo) throw new RefusedError('photo.unknown', { id });
      const parts: Buffer[] = [];
      for await (const part of blobs.open(sha256Hex(photo.sha256))) parts.push(part as Buffer);
      return { photo, dataUrl: `data:${photo.mediaType};base64,${Buffer.concat(parts).toString('base64')}` };
    },
  };
}

/** One opening, one reading: what is judged, hashed and stored are the same bytes. */
async function readWhole(path: string): Promise<Uint8Array> {
  // A pipe without a writer would wait for one for ever; it is refused below like everything that is no file.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw new EvidenceError('photo.not-a-picture', { file: basename(path) });
    if (facts.size > MOST_BYTES) {
      throw new RefusedError('photo.too-large', { file: basename(path), sizeBytes: facts.size, mostBytes: MOST_BYTES });
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** JPEG (ISO/IEC 10918-1 SOI and the next marker), PNG (ISO/IEC 15948 §5.2), WebP (RFC 9649 §2.4). */
function rasterType(content: Uint8Array, fileName: string): Photo['mediaType'] {
  const starts = (hex: string, at = 0) => Buffer.from(hex, 'hex').equals(content.subarray(at, at + hex.length / 2));
  if (starts('ffd8ff')) return 'image/jpeg';
  if (starts('89504e470d0a1a0a')) return 'image/png';
  if (starts('52494646') && starts('57454250', 8)) return 'image/webp';
  throw new EvidenceError('photo.not-a-picture', { file: fileName });
}
