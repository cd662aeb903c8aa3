/** B11: a source that leaves while it is read gives no image: marked as unfinished, failed in the log, never a success. */
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { faultySource } from '../support/faultySource.ts';
import { tiledContent } from '../support/images.ts';
import { acquireTools, recordingLog, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';

it.each(['e01', 'raw'] as const)('B11: disconnected in the middle, as %s', async (format) => {
  const content = tiledContent(10_000_000);
  const { parameters, destination } = preparedAcquisition(content, { format, segmentBytes: 3_000_000 });
  const log = recordingLog();
  const openSource = async () => faultySource(content, { goneAt: 6_000_000 });
  await expect(acquire({ ...acquireTools(parameters, log), openSource }, watchedJob())).rejects.toThrow('source.gone');
  expect(log.drafts.at(-1)).toMatchObject({ outcome: 'failed', subject: { code: 'source.gone' } });
  const names = readdirSync(destination);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !name.endsWith('.partial'))).toEqual([]);
});
