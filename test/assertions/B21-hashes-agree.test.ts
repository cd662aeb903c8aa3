/** B21: the hashes of the stream are those of the written image, and those that openssl computes of the source. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { exportedMedium } from '../support/exportedMedium.ts';
import { temporaryFolder } from '../support/folders.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { hasTool, run } from '../support/stockTools.ts';

const ALGORITHMS = { sha256: 'sha256', sm3: 'sm3', md5: 'md5', sha1: 'sha1' } as const;

function openssl(algorithm: string, path: string): string {
  return (
    run('openssl', ['dgst', `-${algorithm}`, path], '/')
      .output.trim()
      .split('= ')
      .at(-1) ?? ''
  );
}

it.skipIf(!hasTool('openssl') || !hasTool('ewfexport'))(
  'B21: SHA-256, SM3, MD5 and SHA-1 agree with openssl',
  async () => {
    for (const sizeBytes of [1, 1_048_576, 2_345_678]) {
      const { parameters } = preparedAcquisition(mixedContent(sizeBytes));
      const { image } = await acquire(acquireTools(parameters), watchedJob());
      const exported = join(temporaryFolder(), 'exported.raw');
      writeFileSync(exported, exportedMedium(image));
      for (const [name, algorithm] of Object.entries(ALGORITHMS)) {
        const computed = image.hashes[name as keyof typeof ALGORITHMS];
        expect(computed).toBe(openssl(algorithm, parameters.sourcePath));
        expect(computed).toBe(openssl(algorithm, exported));
      }
    }
  },
);

it('B21: the hashes of a source without a byte are the published ones', async () => {
  const { parameters } = preparedAcquisition(new Uint8Array(), { format: 'raw' });
  const { image } = await acquire(acquireTools(parameters), watchedJob());
  expect(image.hashes).toEqual({
    sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    sm3: '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b',
    md5: 'd41d8cd98f00b204e9800998ecf8427e',
    sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  });
});
