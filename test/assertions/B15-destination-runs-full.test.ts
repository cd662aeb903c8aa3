/** B15 (CFTT AO-04): too little space is told before the start; running full on the way is told and leaves no image. */
import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { acquire, planAcquisition } from '../../src-main/engine/imaging/index.ts';
import { temporaryFolder } from '../support/folders.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, recordingLog, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { run } from '../support/stockTools.ts';

const MIB = 1 << 20;

/** A file system of this size of its own. */
function smallFileSystem(skip: TestContext['skip'], bytes: number): string {
  const folder = join(temporaryFolder(), 'small');
  mkdirSync(folder);
  const mounted = run('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], '/');
  if (mounted.status !== 0) {
    skip(`not performed: ${mounted.output}`);
  }
  onTestFinished(() => void run('umount', [folder], '/'));
  return folder;
}

describe('B15: a destination without room', () => {
  it('is refused before the start, and named with what is free and what may be needed', async ({ skip }) => {
    const destination = smallFileSystem(skip, 8 * MIB);
    const { parameters } = preparedAcquisition(mixedContent(6 * MIB), { destination });
    await expect(planAcquisition(parameters)).rejects.toMatchObject({
      code: 'imaging.too-little-space',
      details: { path: destination, free: 8 * MIB },
    });
    expect(readdirSync(destination)).toEqual([]);
  });

  it.for([
    ['at the start', 60 * MIB],
    ['in the middle', 57 * MIB],
    ['near the end', 54 * MIB + 100_000],
  ] as const)('running full %s fails, and no file looks finished', async ([, taken], { skip }) => {
    for (const format of ['raw', 'e01'] as const) {
      const destination = smallFileSystem(skip, 60 * MIB);
      const { parameters } = preparedAcquisition(mixedContent(6 * MIB), { destination, format, compression: 'none' });
      const log = recordingLog();
      // Somebody else fills the disk after the plan was made.
      const tools = acquireTools(parameters, {
        ...log,
        append: (draft) => {
          if (draft.outcome === 'begun') fill(join(destination, 'other'), taken);
          return log.append(draft);
        },
      });
      await expect(acquire(tools, watchedJob())).rejects.toThrow('imaging.no-space');
      expect(log.drafts.at(-1)?.outcome).toBe('failed');
      const images = readdirSync(destination).filter((name) => name !== 'other');
      expect(images.filter((name) => !name.endsWith('.partial'))).toEqual([]);
    }
  });
});

/** As much of it as there is room for. */
function fill(path: string, bytes: number): void {
  try {
    writeFileSync(path, Buffer.alloc(bytes, 1));
  } catch {
    if (existsSync(path)) truncateSync(path, bytes);
  }
}
