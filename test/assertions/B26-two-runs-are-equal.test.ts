/** B26: two acquisitions of one source give the same hashes and the same chunks, whatever the order of the workers. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';

it('B26: raw images are equal byte for byte, E01 images in everything behind their headers', async () => {
  const content = mixedContent(4_000_000);
  for (const format of ['raw', 'e01'] as const) {
    const runs = [];
    for (let run = 0; run < 2; run++) {
      const { parameters } = preparedAcquisition(content, { format });
      const { image } = await acquire(acquireTools(parameters), watchedJob());
      const file = readFileSync(image.path);
      const from = format === 'raw' ? 0 : file.indexOf('sectors') + 76;
      const to = format === 'raw' ? file.length : file.indexOf('table\0');
      runs.push({ hashes: image.hashes, bytes: file.subarray(from, to) });
    }
    expect(runs[0]?.hashes).toEqual(runs[1]?.hashes);
    expect(runs[0]?.bytes.equals(runs[1]?.bytes ?? Buffer.alloc(0))).toBe(true);
  }
});
