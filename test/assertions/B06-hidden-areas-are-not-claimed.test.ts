/** B06 (CFTT AM-07): hidden areas that could not be looked for are recorded as not determined, never as absent. */
import { expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { recordBeside } from '../support/recordBeside.ts';

it('B06: the record says of hidden areas that they were not determined', async () => {
  const { parameters, destination } = preparedAcquisition(new Uint8Array(4096));
  await acquire(acquireTools(parameters), watchedJob());
  const record = await recordBeside(destination);
  expect(record.hiddenAreas).toBe('not-determined');
});
