/** B27 (取证规则 20): of a compressed image both are recorded, the hash of the content and the hash of each file. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { recordBeside } from '../support/recordBeside.ts';

it('B27: the record holds the hash of the medium, of every compressed file, and the method', async () => {
  const { parameters, destination, content } = preparedAcquisition(mixedContent(1_000_000), { compression: 'best' });
  await acquire(acquireTools(parameters), watchedJob());
  const record = await recordBeside(destination);
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(record.hashes.sha256).toBe(sha256(content));
  expect(record.image.compression).toBe('best');
  expect(record.image.segments[0]?.sha256).toBe(sha256(readFileSync(join(destination, 'image.E01'))));
});
