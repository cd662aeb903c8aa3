/**
 * What goes into a package, and under which names (`docs/formats/sealed-package.md`): images with their acquisition
 * records, forms, photographs, and the part of the log that concerns the case.
 */
import type { CaseDetail, Photo } from '../../../../src-preload/contract/index.ts';
import { RefusedError, sha256Hex, utf8 } from '../../lib/index.ts';
import type { BundledFile } from '../../oplog/index.ts';
import type { TreeFile, TreeTime } from '../filesystem/index.ts';
import { type ChosenImage, imageFiles, wholeFile } from './imageFiles.ts';
import { distinctNames } from './names.ts';

/** What this room needs of cases. */
export interface CaseReader {
  get(id: string): CaseDetail;
  photo(id: string): Promise<{ photo: Photo; dataUrl: string }>;
}

/** A form as it was rendered for one exhibit; its PDF is printed here, where there is a printer. */
export interface PackagedForm {
  readonly form: string;
  readonly exhibitId: string;
  readonly html: string;
  /** Canonical JSON of the form's record. */
  readonly json: string;
}

export type Printer = (html: string) => Promise<Uint8Array>;

/** Throws `export.no-such-image` for an image that is not of this case. */
export function chooseImages(detail: CaseDetail, imageIds: readonly string[]): readonly ChosenImage[] {
  const folders = exhibitFolders(detail);
  const all = detail.exhibits.flatMap((exhibit) =>
    exhibit.images.map((image, index) => ({
      exhibit,
      image,
      folder: `${folders.get(exhibit.id)}/${twoDigits(index + 1)}`,
    })),
  );
  return [...new Set(imageIds)].map((id) => {
    const found = all.find(({ image }) => image.id === id);
    if (!found) throw new RefusedError('export.no-such-image', { id, caseNumber: detail.number });
    return found;
  });
}

/** Each exhibit's name in the package, by its id. */
function exhibitFolders(detail: CaseDetail): ReadonlyMap<string, string> {
  const names = distinctNames(detail.exhibits.map(({ number }) => number));
  return new Map(detail.exhibits.map(({ id }, index) => [id, names[index] as string]));
}

export async function imagePayload(images: readonly ChosenImage[]): Promise<readonly TreeFile[]> {
  const files = await Promise.all(images.map(imageFiles));
  return files.flat();
}

/** Pictures of the exhibits whose images go along. */
export function photoPayload(
  cases: CaseReader,
  detail: CaseDetail,
  images: readonly ChosenImage[],
  madeAt: TreeTime,
): readonly TreeFile[] {
  const folders = exhibitFolders(detail);
  const exhibits = new Set(images.map(({ exhibit }) => exhibit));
  return [...exhibits].flatMap(({ id, photos }) =>
    photos.map((photo, index): TreeFile => {
      const name = `${twoDigits(index + 1)}-${photo.stage}.${EXTENSIONS[photo.mediaType]}`;
      return {
        path: `photos/${folders.get(id)}/${name}`,
        sizeBytes: photo.sizeBytes,
        modifiedAt: madeAt,
        sha256: sha256Hex(photo.sha256),
        async *open() {
          const { dataUrl } = await cases.photo(photo.id);
          yield Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
        },
      };
    }),
  );
}

const EXTENSIONS: Readonly<Record<Photo['mediaType'], string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

export async function formPayload(
  forms: readonly PackagedForm[],
  detail: CaseDetail,
  printer: Printer | null,
  madeAt: TreeTime,
): Promise<readonly TreeFile[]> {
  const folders = exhibitFolders(detail);
  const files: TreeFile[] = [];
  for (const { form, exhibitId, html, json } of forms) {
    const path = `forms/${folders.get(exhibitId)}/${form}`;
    files.push(wholeFile(`${path}.html`, utf8(html), madeAt), wholeFile(`${path}.json`, utf8(json), madeAt));
    if (printer) files.push(wholeFile(`${path}.pdf`, await printer(html), madeAt));
  }
  return files;
}

export function logPayload(bundle: readonly BundledFile[], madeAt: TreeTime): readonly TreeFile[] {
  return bundle.map(({ path, content }) => wholeFile(`log/${path}`, content, madeAt));
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
