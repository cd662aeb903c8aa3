/** B08 (CFTT AM-09): a sector that cannot be read is named: exact place, type of error, time. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { acquire, verifyImage } from '../../src-main/engine/imaging/index.ts';
import { faultySource } from '../support/faultySource.ts';
import { acquireTools, recordingLog, watchedJob } from '../support/imaging.ts';
import { lbaStamped } from '../support/lbaStamped.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { recordBeside } from '../support/recordBeside.ts';
import { hasTool, run } from '../support/stockTools.ts';

it('B08: record, log, map and the E01 itself name the one bad sector', async () => {
  const content = lbaStamped(5000);
  const { parameters, destination } = preparedAcquisition(content);
  const log = recordingLog();
  const source = faultySource(content, { bad: [[4321 * 512, 4322 * 512]] });
  const job = watchedJob();
  const began = Date.now();
  const { image } = await acquire({ ...acquireTools(parameters, log), openSource: async () => source }, job);

  expect(image.badRanges).toEqual([{ offset: 4321 * 512, length: 512, errno: 'EIO' }]);
  expect(job.findings.count).toBe(1);
  const record = await recordBeside(destination);
  expect(record.badRanges).toMatchObject([{ offset: 4321 * 512, length: 512, errno: 'EIO' }]);
  const at = Date.parse(record.badRanges[0]?.at ?? '');
  expect(at).toBeGreaterThanOrEqual(began);
  expect(at).toBeLessThanOrEqual(Date.now());
  expect(log.drafts.at(-1)?.subject).toMatchObject({ badRanges: 1, badBytes: 512 });
  // GNU ddrescue manual, "Mapfile structure": position, size, status.
  const map = readFileSync(join(destination, 'image.map'), 'utf8')
    .split('\n')
    .filter((row) => !row.startsWith('#'));
  expect(map.slice(1)).toEqual([
    '0x00000000  0x0021C200  +',
    '0x0021C200  0x00000200  -',
    '0x0021C400  0x00054C00  +',
    '',
  ]);
  expect((await verifyImage(image.path, watchedJob())).verdict).toBe('matched');
  if (hasTool('ewfinfo')) {
    const { output } = run('ewfinfo', ['-e', image.path], dirname(image.path));
    expect(output).toMatch(/Read errors during acquiry\s+total number: 1\s+at sector\(s\): 4321 - 4321 number: 1/);
  }
});
