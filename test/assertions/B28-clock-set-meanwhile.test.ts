/** B28: a clock that was set while the acquisition ran is noticed, in the record and in the log. */
import { expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { utcMs } from '../../src-main/engine/lib/index.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, recordingLog, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { recordBeside } from '../support/recordBeside.ts';

it('B28: set back by an hour', async () => {
  const { parameters, destination } = preparedAcquisition(mixedContent(2_000_000));
  let offset = 0;
  const job = watchedJob(() => {
    offset = -3_600_000;
  });
  const log = recordingLog();
  const clock = { now: () => utcMs(Date.now() + offset) };
  await acquire({ ...acquireTools(parameters, log), clock }, job);
  const record = await recordBeside(destination);
  for (const jump of [record.clockJumpMs, log.drafts.at(-1)?.subject.clockJumpMs]) {
    expect(Math.abs(Number(jump) + 3_600_000)).toBeLessThan(2000);
  }
});
