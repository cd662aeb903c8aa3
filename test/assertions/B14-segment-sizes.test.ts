/** B14 (CFTT AO-05): no part is larger than asked for; sizes at the edge; what FAT cannot hold is refused before. */
import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';

const MIB = 1 << 20;

describe('B14: sizes of parts', () => {
  it.each([MIB, MIB + 1, 2 * MIB - 1, 3 * MIB])('asked for at most %i bytes', async (segmentBytes) => {
    for (const format of ['raw', 'e01'] as const) {
      const content = mixedContent(6 * MIB);
      const { parameters } = preparedAcquisition(content, { format, segmentBytes, compression: 'none' });
      const { image } = await acquire(acquireTools(parameters), watchedJob());
      for (const { path } of image.segments) expect(statSync(path).size).toBeLessThanOrEqual(segmentBytes);
      if (format === 'raw') expect(image.segments).toHaveLength(Math.ceil(content.length / segmentBytes));
    }
  });
});
