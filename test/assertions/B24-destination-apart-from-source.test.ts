/** B24: an image is never written onto its source or into it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planAcquisition } from '../../src-main/engine/imaging/index.ts';
import { temporaryFolder } from '../support/folders.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { run } from '../support/stockTools.ts';

describe('B24: source and destination', () => {
  it('the same path is refused', async () => {
    const { parameters } = preparedAcquisition(new Uint8Array(4096));
    const plan = planAcquisition({ ...parameters, destination: parameters.sourcePath });
    await expect(plan).rejects.toThrow('imaging.destination-is-source');
  });

  it('an image whose file would replace the source is refused', async () => {
    const { parameters } = preparedAcquisition(new Uint8Array(4096), { format: 'raw' });
    const beside = { ...parameters, destination: join(parameters.sourcePath, '..'), baseName: 'source' };
    await expect(planAcquisition(beside)).rejects.toThrow('imaging.exists');
  });

  it('a folder on the file system inside the source is refused', async ({ skip }) => {
    const folder = temporaryFolder();
    const sourcePath = join(folder, 'disk.img');
    const destination = join(folder, 'mounted');
    mkdirSync(destination);
    writeFileSync(sourcePath, Buffer.alloc(8 << 20));
    if (run('mkfs.ext4', ['-q', '-F', sourcePath], folder).status !== 0) {
      skip('not performed: no mkfs.ext4');
    }
    const mounted = run('mount', ['-o', 'loop', sourcePath, destination], folder);
    if (mounted.status !== 0) {
      skip(`not performed: ${mounted.output}`);
    }
    try {
      const { parameters } = preparedAcquisition(new Uint8Array());
      const plan = planAcquisition({ ...parameters, sourcePath, sourceBytes: 8 << 20, destination });
      await expect(plan).rejects.toThrow('imaging.destination-in-source');
    } finally {
      run('umount', [destination], folder);
    }
  });
});
