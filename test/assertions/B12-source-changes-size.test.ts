/** B12: a source that grows, shrinks or is written to while it is read is noticed. */
import { appendFileSync, truncateSync, utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { faultySource } from '../support/faultySource.ts';
import { tiledContent } from '../support/images.ts';
import { acquireTools, recordingLog, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';

const content = tiledContent(40_000_000);

async function disturbed(disturb: (path: string) => void): Promise<{ code: unknown }> {
  const { parameters } = preparedAcquisition(content, { format: 'raw', verifyImage: false });
  const log = recordingLog();
  let done = false;
  const job = watchedJob(() => {
    if (!done) disturb(parameters.sourcePath);
    done = true;
  });
  await expect(acquire(acquireTools(parameters, log), job)).rejects.toThrow();
  const last = log.drafts.at(-1);
  expect(last?.outcome).toBe('failed');
  return { code: last?.subject.code };
}

describe('B12: a source that does not hold still', () => {
  it('grows', async () => {
    expect((await disturbed((path) => appendFileSync(path, 'more'))).code).toBe('source.changed');
  });

  it('shrinks', async () => {
    const { code } = await disturbed((path) => truncateSync(path, 1000));
    expect(['source.shrunk', 'source.changed']).toContain(code);
  });

  it('is written to without changing its size', async () => {
    expect((await disturbed((path) => utimesSync(path, new Date(), new Date()))).code).toBe('source.changed');
  });

  it('ends before the size that it said', async () => {
    const { parameters } = preparedAcquisition(content.subarray(0, 5_000_000));
    const openSource = async () => faultySource(content.subarray(0, 5_000_000), { endsAt: 4_000_000 });
    const acquiring = acquire({ ...acquireTools(parameters), openSource }, watchedJob());
    await expect(acquiring).rejects.toThrow('source.shrunk');
  });
});
