/** B03: the last sector, and a last block that is no whole sector, are in the image. */
import { describe, expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { exportedMedium } from '../support/exportedMedium.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { hasTool } from '../support/stockTools.ts';

describe.skipIf(!hasTool('ewfexport'))('B03: nothing is cut off at the end', () => {
  it.each([513, 1000, 32_769, 1_048_577, 1_048_576 + 511])('a file of %i bytes', async (sizeBytes) => {
    for (const format of ['e01', 'raw'] as const) {
      const { parameters, content } = preparedAcquisition(mixedContent(sizeBytes), { format });
      const { image } = await acquire(acquireTools(parameters), watchedJob());
      expect(exportedMedium(image).equals(content)).toBe(true);
    }
  });
});
