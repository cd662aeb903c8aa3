/** Puts the parts of the room together over one evidence store. */
import type {
  CaseDetail,
  CaseInput,
  CaseSummary,
  Exhibit,
  ExhibitInput,
  ImageRecord,
  Photo,
} from '../../../src-preload/contract/index.ts';
import type { Approval } from '../ceremony/index.ts';
import type { BlobStore, WriteDb } from '../vault/index.ts';
import { openCaseFiles } from './caseFiles.ts';
import { openExhibits } from './exhibits.ts';
import { type AcquisitionLabel, exhibitToAcquire, type NewImage, recordImage } from './images.ts';
import { type NewPhoto, openPhotos } from './photos.ts';
import { type CasesLog, healInterrupted, openRecorder } from './recording.ts';
import { type NewSeal, openSeals } from './seals.ts';

interface CasesOptions {
  /** The evidence store. */
  readonly db: WriteDb;
  readonly blobs: BlobStore;
  readonly log: CasesLog;
}

/** Every method names who acts; refusals are `RefusedError`s of areas `case`, `exhibit` and `photo`, and are logged. */
export interface Cases {
  list(): CaseSummary[];
  get(id: string): CaseDetail;
  create(input: CaseInput, actor: string): CaseDetail;
  close(id: string, reason: string, actor: string): CaseDetail;
  hold(id: string, hold: boolean, reason: string, actor: string): CaseDetail;
  addExhibit(input: ExhibitInput, actor: string): Exhibit;
  getExhibit(id: string): Exhibit;
  seal(seal: NewSeal, actor: string): Exhibit;
  /** Acts on the exhibit that the approval names. */
  unseal(approval: Approval<'exhibit.unseal'>): Exhibit;
  addPhoto(photo: NewPhoto, actor: string): Promise<Exhibit>;
  photo(id: string): Promise<{ photo: Photo; dataUrl: string }>;
  /** Keeps the record of an acquisition that the log calls done already. */
  recordImage(image: NewImage): ImageRecord;
  /**
   * What an image is labelled with, before an acquisition is begun. Throws `RefusedError('case.closed')`, and
   * `('exhibit.other-case')` for an exhibit that does not belong to the case.
   */
  exhibitToAcquire(caseId: string, exhibitId: string): AcquisitionLabel;
}

export function openCases({ db, blobs, log }: CasesOptions): Cases {
  healInterrupted(db, log);
  const recorder = openRecorder(db, log);
  const exhibits = openExhibits(db, recorder);
  const caseFiles = openCaseFiles(db, recorder, exhibits);
  const seals = openSeals(db, recorder);
  const photos = openPhotos(db, blobs, recorder);
  return {
    ...caseFiles,
    addExhibit: exhibits.add,
    getExhibit: exhibits.get,
    seal(seal, actor) {
      seals.seal(seal, actor);
      return exhibits.get(seal.id);
    },
    unseal(approval) {
      seals.unseal(approval);
      return exhibits.get(approval.parameters.id);
    },
    async addPhoto(photo, actor) {
      await photos.add(photo, actor);
      return exhibits.get(photo.exhibitId);
    },
    photo: photos.get,
    recordImage: (image) => recordImage(db, image),
    exhibitToAcquire: (caseId, exhibitId) => exhibitToAcquire(db, caseId, exhibitId),
  };
}
