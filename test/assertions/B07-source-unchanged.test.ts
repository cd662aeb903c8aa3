/** B07 (CFTT AO-24): the source is opened for reading only and is afterwards what it was, to its access time. */
import { readdirSync, readFileSync, readlinkSync, statSync, utimesSync } from 'node:fs';
import { expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { run } from '../support/stockTools.ts';

/** Access modes under which this process holds the file: the last octal digit of `flags` (proc(5)), 0 is O_RDONLY. */
function accessModes(path: string): number[] {
  const modes: number[] = [];
  for (const number of readdirSync('/proc/self/fd')) {
    try {
      if (readlinkSync(`/proc/self/fd/${number}`) !== path) continue;
      const [, flags = ''] = /flags:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${number}`, 'utf8')) ?? [];
      modes.push(Number.parseInt(flags, 8) & 3);
    } catch {
      // Closed between being listed and being looked at.
    }
  }
  return modes;
}

it('B07: the source has the same hash, times and mode before and after, and was never open for writing', async () => {
  const { parameters } = preparedAcquisition(mixedContent(3_000_000));
  const { sourcePath } = parameters;
  utimesSync(sourcePath, new Date('2020-01-01T00:00:00Z'), new Date('2021-01-01T00:00:00Z'));
  const before = { hash: run('sha256sum', [sourcePath], '/').output, status: statSync(sourcePath) };
  const modes: number[] = [];
  await acquire(
    acquireTools({ ...parameters, verifySource: true }),
    watchedJob(() => modes.push(...accessModes(sourcePath))),
  );
  expect(new Set(modes)).toEqual(new Set([0]));
  const { atimeMs, mtimeMs, ctimeMs, mode } = statSync(sourcePath);
  expect({ atimeMs, mtimeMs, ctimeMs, mode }).toEqual({
    atimeMs: before.status.atimeMs,
    mtimeMs: before.status.mtimeMs,
    ctimeMs: before.status.ctimeMs,
    mode: before.status.mode,
  });
  expect(run('sha256sum', [sourcePath], '/').output).toBe(before.hash);
});
