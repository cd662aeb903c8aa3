/** B06 (CFTT AM-07): hidden areas that could not be looked for are recorded as not determined, never as absent. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';

it('B06: the record says of hidden areas that they were not determined', async () => {
  const { parameters, destination } = preparedAcquisition(new Uint8Array(4096));
  await acquire(acquireTools(parameters), watchedJob());
  const record = JSON.parse(readFileSync(join(destination, 'image.acquisition.json'), 'utf8'));
  expect(record.hiddenAreas).toBe('not-determined');
});
