/** B30: what is on the medium does not matter: empty, sparse, encrypted or unknown, it is imaged as it is. */
import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { exportedMedium } from '../support/exportedMedium.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { hasTool, run } from '../support/stockTools.ts';

describe.skipIf(!hasTool('ewfexport'))('B30: any content', () => {
  it('an encrypted volume (BitLocker boot sector, random behind it)', async () => {
    const content = mixedContent(300_032).subarray(200_000, 300_032).slice(0, 99_840);
    content.set([0xeb, 0x58, 0x90, ...new TextEncoder().encode('-FVE-FS-')]);
    const { parameters } = preparedAcquisition(content);
    const { image } = await acquire(acquireTools(parameters), watchedJob());
    expect(exportedMedium(image).equals(content)).toBe(true);
  });

  it('a sparse file', async () => {
    const { parameters } = preparedAcquisition(new Uint8Array());
    const sizeBytes = 64 << 20;
    writeFileSync(parameters.sourcePath, '');
    truncateSync(parameters.sourcePath, sizeBytes);
    const file = openSync(parameters.sourcePath, 'r+');
    writeSync(file, 'an island', 40 << 20);
    closeSync(file);
    const { image } = await acquire(acquireTools({ ...parameters, sourceBytes: sizeBytes }), watchedJob());
    expect(exportedMedium(image).equals(readFileSync(parameters.sourcePath))).toBe(true);
    expect(image.segments.reduce((sum, segment) => sum + segment.sizeBytes, 0)).toBeLessThan(1 << 20);
  });

  it('a file system of which nobody here knows anything', async () => {
    const { parameters, content } = preparedAcquisition(mixedContent(512_000));
    const { image } = await acquire(acquireTools(parameters), watchedJob());
    expect(exportedMedium(image).equals(content)).toBe(true);
    if (hasTool('fls')) expect(run('fls', [image.path], '/').status).not.toBe(0);
  });
});
