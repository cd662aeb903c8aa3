/** B01 (CFTT AM-06, AM-08): every sector of the medium stands in the image, at its own place. */
import { describe, expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { exportedMedium } from '../support/exportedMedium.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { lbaStamped, misplacedSectors } from '../support/lbaStamped.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { hasTool } from '../support/stockTools.ts';

const SECTORS = [1, 2, 63, 64, 65, 2047, 2048, 2049, 9999];

describe.skipIf(!hasTool('ewfexport'))('B01: every sector says its own number', () => {
  it.each(SECTORS)('a medium of %i sectors, as E01 and as split raw', async (sectors) => {
    for (const changes of [{ format: 'e01' }, { format: 'raw', segmentBytes: 1_048_576 }] as const) {
      const { parameters, content } = preparedAcquisition(lbaStamped(sectors), changes);
      const { image } = await acquire(acquireTools(parameters), watchedJob());
      const exported = exportedMedium(image);
      expect(misplacedSectors(exported)).toEqual([]);
      expect(exported.equals(content)).toBe(true);
    }
  });
});
