/** The medium inside an image as a tool that is not ours gives it: libewf for E01, plain joining for raw. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ImageRecord } from '../../src-preload/contract/index.ts';
import { temporaryFolder } from './folders.ts';
import { run } from './stockTools.ts';

export function exportedMedium(image: ImageRecord): Buffer {
  if (image.format === 'raw') return Buffer.concat(image.segments.map(({ path }) => readFileSync(path)));
  const target = join(temporaryFolder(), 'exported');
  run('ewfexport', ['-q', '-u', '-f', 'raw', '-t', target, image.path], dirname(image.path));
  return readFileSync(`${target}.raw`);
}
