/** 介质封存记录: an exhibit's medium, its sealing, its pictures, and what was opened and sealed again since. */
import type { Exhibit } from '../../../../src-preload/contract/index.ts';
import type { FormRecord } from '../record.ts';
import { commonRecord, formTime, nameOf, signers } from './common.ts';
import { exhibitOf, type FormSource } from './source.ts';

export function sealRecord(source: FormSource): FormRecord {
  const exhibit = exhibitOf(source);
  const seals = [...exhibit.seals].sort((a, b) => a.at - b.at);
  const first = seals.find((event) => event.kind === 'sealed');
  const photos = numberedPhotos(exhibit);
  return {
    ...commonRecord('seal-record', source, exhibit),
    seal: {
      record: first ? `${exhibit.number}-FC-01` : '',
      number: first?.sealNumber ?? '',
      method: first?.method ?? '',
      startedAt: '',
      endedAt: formTime(first?.at),
      location: first?.location ?? '',
      video: '',
    },
    copies: exhibit.images.map((image, index) => ({
      name: `${exhibit.number}-B${index + 1}，${image.path}`,
      sha256: image.hashes.sha256 ?? '',
      sm3: image.hashes.sm3 ?? '',
      md5: image.hashes.md5 ?? '',
      copies: '1',
      imageVerdict: image.imageVerdict,
      note: String(image.logIndex),
    })),
    photos: photos.map(({ id, number, stage, caption, fileName, sha256 }) => ({
      id,
      number,
      stage,
      caption,
      fileName,
      sha256,
    })),
    // The first sealing is the document's subject; what follows it is its history.
    history: seals
      .filter((event) => event !== first)
      .map((event) => ({
        at: formTime(event.at),
        kind: event.kind,
        reason: event.reason,
        previousNumber: event.previousSealNumber,
        number: event.kind === 'sealed' ? event.sealNumber : '',
        check: event.checkResult,
        photos: photosAround(photos, event.kind),
        people: [nameOf(source, event.by), nameOf(source, event.witness)].filter(Boolean).join('，'),
      })),
    people: signers(
      source,
      exhibit,
      seals.map((event) => event.by),
      seals.map((event) => event.witness),
    ),
  };
}

interface NumberedPhoto {
  readonly id: string;
  readonly number: string;
  readonly stage: string;
  readonly caption: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly addedAt: number;
}

function numberedPhotos(exhibit: Exhibit): readonly NumberedPhoto[] {
  return [...exhibit.photos]
    .sort((a, b) => a.addedAt - b.addedAt)
    .map((photo, index) => ({ ...photo, number: String(index + 1) }));
}

/** Numbers of the pictures that belong to a later unsealing. */
function photosAround(photos: readonly NumberedPhoto[], kind: 'sealed' | 'unsealed'): string {
  if (kind === 'sealed') return '';
  const stages = ['before-unseal', 'after-unseal'];
  return photos
    .filter((photo) => stages.includes(photo.stage))
    .map((photo) => photo.number)
    .join('、');
}
