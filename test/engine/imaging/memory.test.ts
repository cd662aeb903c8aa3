import { spawnSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundled } from '../../bench/bundle.ts';
import { temporaryFolder } from '../../support/folders.ts';

it('an acquisition and a verification stay below 200 MB, whatever the size of the source', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder();
  const program = await bundled('imageOnce.ts', join(folder, 'program'));
  const source = join(folder, 'source.img');
  writeFileSync(source, '');
  for (const megabytes of [64, 1024]) {
    truncateSync(source, megabytes << 20);
    const images = join(folder, `images-${megabytes}`);
    spawnSync('mkdir', [images]);
    const made = spawnSync(process.execPath, [program, 'image', 'e01', 'fast', 'sha256,md5', source, images], {
      encoding: 'utf8',
    });
    expect(made.stderr).toBe('');
    expect(Number(made.stdout)).toBeLessThan(200);
    const read = spawnSync(process.execPath, [program, 'verify', 'sha256,md5', join(images, 'image.E01')], {
      encoding: 'utf8',
    });
    expect(read.stderr).toBe('');
    expect(Number(read.stdout)).toBeLessThan(200);
  }
});
