/** Raw images of one file or of numbered parts, which begin at `.000` or `.001`. */
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EvidenceError } from '../../../lib/index.ts';
import type { ImageFault, ImageReader, SegmentFile } from '../imageFormat.ts';
import { PARTIAL } from '../segmentFile.ts';

export const SLOT_BYTES = 1 << 20;
const NUMBERED = /^(.*\.)(\d{3,})$/;

/** Every part that is there, in order, given any of them. A hole in the numbers is told when the set is opened. */
export async function findRawSegments(path: string): Promise<string[]> {
  const match = NUMBERED.exec(basename(path));
  if (match === null) return [path];
  const [, stem = ''] = match;
  const parts = (await readdir(dirname(path)))
    .map((name) => ({ name, number: numberOf(name, stem) }))
    .filter((part) => part.number !== null)
    .sort((a, b) => Number(a.number) - Number(b.number));
  return parts.map(({ name }) => join(dirname(path), name));
}

function numberOf(name: string, stem: string): number | null {
  const match = NUMBERED.exec(name);
  return match?.[1] === stem ? Number(match[2]) : null;
}

export async function openRawReader(paths: readonly string[]): Promise<ImageReader> {
  const segments: SegmentFile[] = [];
  for (const path of paths) segments.push({ path, sizeBytes: (await stat(path)).size });
  let segment = 0;
  let within = 0;
  let offset = 0;
  let file = paths[0] === undefined ? null : await open(paths[0], 'r');
  return {
    format: 'raw',
    sizeBytes: segments.reduce((sum, part) => sum + part.sizeBytes, 0),
    sectorBytes: 512,
    chunkBytes: 512,
    segments,
    metadata: {},
    storedHashes: {},
    storedBadRanges: [],
    faults: faultsOfSet(segments),
    checksummed: false,
    slot: { plainBytes: SLOT_BYTES, packedBytes: 0 },
    async load(plain) {
      while (file !== null && within >= (segments[segment]?.sizeBytes ?? 0)) {
        await file.close();
        segment++;
        within = 0;
        const next = paths[segment];
        file = next === undefined ? null : await open(next, 'r');
      }
      if (file === null) return null;
      const path = paths[segment] as string;
      const wanted = Math.min(plain.length, (segments[segment]?.sizeBytes ?? 0) - within);
      const { bytesRead } = await file.read(plain, 0, wanted, within);
      if (bytesRead === 0) throw new EvidenceError('imaging.segment-shrunk', { path });
      const load = {
        offset,
        bytes: bytesRead,
        places: null,
        path,
        segment,
        segmentOffset: within + bytesRead,
        faults: [],
      };
      within += bytesRead;
      offset += bytesRead;
      return load;
    },
    async close() {
      await file?.close();
      file = null;
    },
  };
}

function faultsOfSet(segments: readonly SegmentFile[]): ImageFault[] {
  const faults: ImageFault[] = [];
  const numbers = segments.map(({ path }) => Number(NUMBERED.exec(basename(path, PARTIAL))?.[2] ?? Number.NaN));
  numbers.forEach((number, index) => {
    const first = index === 0;
    const sound = first ? Number.isNaN(number) || number <= 1 : number === (numbers[index - 1] as number) + 1;
    const path = segments[index]?.path ?? '';
    if (!sound) faults.push({ code: 'imaging.segment-missing', path, fileOffset: null, medium: null });
    const last = index === segments.length - 1;
    if (!last && segments[index]?.sizeBytes !== segments[0]?.sizeBytes) {
      faults.push({ code: 'raw.segment-size', path, fileOffset: null, medium: null });
    }
  });
  return faults;
}
