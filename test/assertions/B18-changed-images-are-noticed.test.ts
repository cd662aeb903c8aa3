/** B18 (CFTT AO-06, AO-07, AO-08): an unchanged image is told as unchanged, a changed one as changed, and where. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acquire, verifyImage } from '../../src-main/engine/imaging/index.ts';
import type { VerifyReport } from '../../src-preload/contract/index.ts';
import { temporaryFolder } from '../support/folders.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';

const content = mixedContent(3_000_320);
const made = new Map<string, ReadonlyMap<string, Buffer>>();

/** The files of one acquisition of each format, by name; acquired once for all. */
async function acquired(format: 'e01' | 'raw'): Promise<ReadonlyMap<string, Buffer>> {
  const known = made.get(format);
  if (known !== undefined) return known;
  const changes = { format, segmentBytes: 1_048_576, compression: 'none' } as const;
  const { parameters, destination } = preparedAcquisition(content, changes);
  await acquire(acquireTools(parameters), watchedJob());
  const files = new Map(readdirSync(destination).map((name) => [name, readFileSync(join(destination, name))]));
  made.set(format, files);
  return files;
}

/** Verifies a copy of the image after something was done to it. */
async function verified(format: 'e01' | 'raw', first: string, change: (folder: string) => void): Promise<VerifyReport> {
  const folder = join(temporaryFolder(), 'copy');
  mkdirSync(folder);
  for (const [name, bytes] of await acquired(format)) writeFileSync(join(folder, name), bytes);
  change(folder);
  return verifyImage(join(folder, first), watchedJob());
}

function flipBit(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] as number) ^ 1;
  writeFileSync(path, bytes);
}

const failed = ({ checks }: VerifyReport) => checks.filter(({ verdict }) => verdict === 'mismatched');

describe('B18: verification', () => {
  it('of an unchanged image says so, for every statement', async () => {
    for (const [format, first] of [
      ['e01', 'image.E01'],
      ['raw', 'image.001'],
    ] as const) {
      const report = await verified(format, first, () => undefined);
      expect(report.verdict).toBe('matched');
      expect(report.checks.every(({ verdict }) => verdict === 'matched')).toBe(true);
    }
  });

  it('names the sectors of a flipped bit in the data', async () => {
    const report = await verified('e01', 'image.E01', (folder) => {
      const path = join(folder, 'image.E02');
      flipBit(path, readFileSync(path).indexOf('sectors') + 76 + 5 * 32_772 + 1000);
    });
    expect(report.verdict).toBe('mismatched');
    const [chunk] = failed(report).filter(({ name }) => name === 'image.chunks');
    expect(chunk?.subject).toBe('image.E02');
    expect(chunk?.place).toMatch(/^sectors \d+-\d+$/);
    const [from = 0, to = 0] = (chunk?.place ?? '').replace('sectors ', '').split('-').map(Number);
    expect(to - from).toBe(63);
    expect(failed(report).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['image.segment', 'image.hash-stored', 'image.hash-recorded']),
    );
  });

  it('names the segment of a flipped bit in the metadata, even where the format has no checksum', async () => {
    const report = await verified('e01', 'image.E01', (folder) => {
      const path = join(folder, 'image.E01');
      // The medium's type byte has no meaning for the content; only checksum and segment hash can tell.
      flipBit(path, readFileSync(path).indexOf('volume') + 76 + 1);
    });
    expect(failed(report).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['image.structure', 'image.segment']),
    );
  });

  it('of a flipped bit in raw data names the part and the hashes', async () => {
    const report = await verified('raw', 'image.001', (folder) => flipBit(join(folder, 'image.002'), 777));
    expect(
      failed(report)
        .filter(({ name }) => name === 'image.segment')
        .map(({ subject }) => subject),
    ).toEqual(['image.002']);
    expect(failed(report).filter(({ name }) => name === 'image.hash-recorded')).toHaveLength(4);
  });

  it('notices an altered hash in the image and in the record', async () => {
    const inImage = await verified('e01', 'image.E01', (folder) => {
      const path = join(folder, 'image.E03');
      const at = readFileSync(path).indexOf('digest') + 76 + 3;
      flipBit(path, at);
    });
    expect(inImage.verdict).toBe('mismatched');
    const inRecord = await verified('raw', 'image.001', (folder) => {
      const path = join(folder, 'image.acquisition.json');
      writeFileSync(
        path,
        readFileSync(path, 'utf8').replace(/"sm3": "(.)/, (_, digit) => `"sm3": "${digit === 'a' ? 'b' : 'a'}`),
      );
    });
    expect(failed(inRecord)).toMatchObject([{ name: 'image.hash-recorded', subject: 'SM3' }]);
  });

  it.each(['e01', 'raw'] as const)('notices a missing, a renamed and a swapped segment of %s', async (format) => {
    const [first, second, third]: [string, string, string] =
      format === 'e01' ? ['image.E01', 'image.E02', 'image.E03'] : ['image.001', 'image.002', 'image.003'];
    const changes: ((folder: string) => void)[] = [
      (folder) => rmSync(join(folder, second)),
      (folder) => renameSync(join(folder, second), join(folder, `other${second.slice(5)}`)),
      (folder) => {
        copyFileSync(join(folder, second), join(folder, 'kept'));
        copyFileSync(join(folder, third), join(folder, second));
        copyFileSync(join(folder, 'kept'), join(folder, third));
      },
    ];
    for (const change of changes) {
      const report = await verified(format, first, change);
      expect(report.verdict).toBe('mismatched');
      expect(failed(report).some(({ name }) => name === 'image.segment')).toBe(true);
    }
  });
});
