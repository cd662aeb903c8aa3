/** B09 (CFTT AM-10): what could not be read is zeros, exactly there; every readable neighbour is intact. */
import { describe, expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { exportedMedium } from '../support/exportedMedium.ts';
import { faultySource } from '../support/faultySource.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { lbaStamped } from '../support/lbaStamped.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { hasTool } from '../support/stockTools.ts';

describe.skipIf(!hasTool('ewfexport'))('B09: zeros stand for what could not be read, and nowhere else', () => {
  it.each([512, 4096])('with sectors of %i bytes', async (sectorBytes) => {
    for (const format of ['e01', 'raw'] as const) {
      const content = lbaStamped(1000, sectorBytes);
      // Bad bytes in the middle of a sector cost that whole sector, and only that.
      const bad: [number, number][] = [
        [10 * sectorBytes + 100, 10 * sectorBytes + 101],
        [200 * sectorBytes, 202 * sectorBytes],
      ];
      const { parameters } = preparedAcquisition(content, { format });
      const openSource = async () => faultySource(content, { bad }, sectorBytes);
      const { image } = await acquire({ ...acquireTools(parameters), openSource }, watchedJob());
      const expected = content.slice();
      expected.fill(0, 10 * sectorBytes, 11 * sectorBytes);
      expected.fill(0, 200 * sectorBytes, 202 * sectorBytes);
      expect(exportedMedium(image).equals(expected)).toBe(true);
      expect(image.badRanges.map(({ offset, length }) => [offset / sectorBytes, length / sectorBytes])).toEqual([
        [10, 1],
        [200, 2],
      ]);
    }
  });
});
