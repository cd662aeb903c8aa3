/** B13 (CFTT AO-01, AO-02): raw, split raw and E01 of one medium hold identical data. */
import { expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { exportedMedium } from '../support/exportedMedium.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { hasTool } from '../support/stockTools.ts';

it.skipIf(!hasTool('ewfexport'))('B13: five ways of writing, one medium', async () => {
  const content = mixedContent(4_000_256);
  const ways = [
    { format: 'raw' },
    { format: 'raw', segmentBytes: 1_500_000 },
    { format: 'e01', compression: 'none' },
    { format: 'e01', compression: 'fast', segmentBytes: 1_048_576 },
    { format: 'e01', compression: 'best' },
  ] as const;
  const hashes: unknown[] = [];
  for (const way of ways) {
    const { parameters } = preparedAcquisition(content, way);
    const { image } = await acquire(acquireTools(parameters), watchedJob());
    expect(exportedMedium(image).equals(content)).toBe(true);
    hashes.push(image.hashes);
  }
  for (const each of hashes) expect(each).toEqual(hashes[0]);
});
