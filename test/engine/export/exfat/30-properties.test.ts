/** Laws that hold for every tree, over random ones; the seed is fixed so that a failure can be repeated. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkExfat,
  type FileTree,
  openExfat,
  type PlanOptions,
  readExfatFile,
} from '../../../../src-main/engine/export/filesystem/index.ts';
import { EvidenceError, utcMs } from '../../../../src-main/engine/lib/index.ts';
import { exfatImage, fsck, keep, sourceOf, treeFile, treeHashes } from '../../../support/exfatImages.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { hasTool } from '../../../support/stockTools.ts';

const SEED = 20261124;

const namePart = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from('abcXYZ 019._-')),
      fc.constantFrom(...Array.from('证据图像链长😀éß𠮷Ж')),
    ),
    minLength: 1,
    maxLength: 90,
  })
  .map((text) =>
    text
      .slice(0, 254)
      .toWellFormed()
      .replace(/[. ]+$/, ''),
  )
  .filter((text) => text !== '' && text !== '�');
const path = fc.array(namePart, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const time = fc.record({
  at: fc
    .integer({ min: Date.UTC(1980, 0, 2), max: Date.UTC(2107, 11, 30) })
    .map((ms) => utcMs(Math.floor(ms / 10) * 10)),
  offsetMinutes: fc.integer({ min: -64, max: 63 }).map((quarters) => quarters * 15),
});
const content = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.tuple(fc.integer({ min: 0, max: 70_000 }), fc.nat(255)).map(([length, byte]) => new Uint8Array(length).fill(byte)),
);

/** Folds case more than exFAT does: what is different here is different there too. */
const key = (text: string): string => text.toUpperCase().toLowerCase().toUpperCase();

const tree: fc.Arbitrary<FileTree> = fc
  .tuple(
    fc.array(fc.tuple(path, content, time), { maxLength: 25 }),
    fc.array(fc.tuple(path, time), { maxLength: 4 }),
    time,
  )
  .map(([files, folders, madeAt]) => {
    const taken = new Map<string, 'file' | 'folder'>();
    const spelled = new Map<string, string>();
    const claim = (wanted: string, kind: 'file' | 'folder'): boolean => {
      const parts = wanted.split('/');
      const steps = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
      const free = steps.every((step, index) => {
        const last = index === steps.length - 1;
        if ((spelled.get(key(step)) ?? step) !== step) return false;
        return last ? !taken.has(key(step)) : taken.get(key(step)) !== 'file';
      });
      if (!free) return false;
      for (const step of steps) {
        spelled.set(key(step), step);
        taken.set(key(step), step === wanted ? kind : 'folder');
      }
      return true;
    };
    return {
      files: files.filter(([name]) => claim(name, 'file')).map(([name, bytes, at]) => treeFile(name, bytes, at)),
      folders: folders
        .filter(([name]) => claim(name, 'folder'))
        .map(([name, modifiedAt]) => ({ path: name, modifiedAt })),
      madeAt,
    };
  });

const options: fc.Arbitrary<PlanOptions> = fc.record(
  { clusterBytes: fc.constantFrom(512, 4096, 32768), sectorBytes: fc.constant(512) },
  { requiredKeys: [] },
);

describe('every random tree', () => {
  it('comes back from the reader as it was: paths, sizes, times, content; and the check finds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(tree, options, async (given, how) => {
        const source = sourceOf(await exfatImage(given, '标签', how));
        const volume = await openExfat(source);
        expect(await checkExfat(source, volume)).toEqual([]);
        expect(volume.label).toBe('标签');
        const found = new Map<string, string>();
        for (const entry of volume.entries.filter(({ isFolder }) => !isFolder)) {
          const hash = createHash('sha256');
          for await (const part of readExfatFile(source, volume.geometry, entry)) hash.update(part);
          found.set(entry.path, hash.digest('hex'));
        }
        expect(found).toEqual(await treeHashes(given));
        const times = new Map(volume.entries.map((entry) => [entry.path, entry.modifiedAt]));
        for (const file of given.files) expect(times.get(file.path)).toEqual(file.modifiedAt);
        for (const folder of given.folders) expect(times.get(folder.path)).toEqual(folder.modifiedAt);
      }),
      { seed: SEED, numRuns: 120 },
    );
  });

  it('gives the same bytes each time', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (given) => {
        expect((await exfatImage(given)).equals(await exfatImage(given))).toBe(true);
      }),
      { seed: SEED, numRuns: 10 },
    );
  });

  it.skipIf(!hasTool('fsck.exfat'))('is clean for exfatprogs', async () => {
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(tree, options, async (given, how) => {
        const image = keep(folder, 'image', await exfatImage(given, '', how));
        expect(fsck(image)).toMatchObject({ status: 0 });
      }),
      { seed: SEED, numRuns: 25 },
    );
  });
});

describe('a damaged image', () => {
  it('is refused or read as far as it goes, with errors that name the damage, whichever bytes were changed', async () => {
    const files = Array.from({ length: 40 }, (_, n) =>
      treeFile(`folder ${n % 5}/file ${n}`, `content ${n}`.repeat(n * 20)),
    );
    const whole = await exfatImage({ files, folders: [], madeAt: { at: utcMs(0), offsetMinutes: 0 } });
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 });
    // Where the structures are, so that most of the damage meets one.
    const near = fc.array(fc.tuple(fc.nat(0x30000), fc.nat(255)), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(damage, near), async (changes) => {
        const image = Buffer.from(whole);
        for (const [at, byte] of changes) image[at] = byte;
        const source = sourceOf(image);
        try {
          const volume = await openExfat(source);
          await checkExfat(source, volume);
          for (const entry of volume.entries) {
            for await (const part of readExfatFile(source, volume.geometry, entry))
              expect(part.length).toBeGreaterThan(0);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(EvidenceError);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
