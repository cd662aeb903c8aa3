/** Giving a whole image its names: all of them or none, and never somebody else's. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nameSegments } from '../../../src-main/engine/imaging/formats/index.ts';
import { temporaryFolder } from '../../support/folders.ts';

test('a file that took a segment`s name meanwhile is left as it is, and no segment gets a name', async () => {
  const folder = temporaryFolder();
  const paths = ['a.001', 'a.002', 'a.003'].map((name) => join(folder, name));
  for (const path of paths) writeFileSync(`${path}.partial`, path);
  writeFileSync(join(folder, 'a.002'), 'another image');
  await expect(nameSegments(paths)).rejects.toThrow('imaging.exists');
  expect(readdirSync(folder).sort()).toEqual(['a.001.partial', 'a.002', 'a.002.partial', 'a.003.partial']);
  expect(readFileSync(join(folder, 'a.002'), 'utf8')).toBe('another image');
});
