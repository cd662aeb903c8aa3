/** `npm run bench -- NAME [options]`: measures our path and each peer that is installed, in one run. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from './runtime/electron.ts';
import { fail, main } from './runtime/say.ts';

await main(async () => {
  const folder = join(projectRoot, 'test', 'bench');
  const names = globSync('*.bench.ts', { cwd: folder }).map((file) => basename(file, '.bench.ts'));
  const [name, ...options] = process.argv.slice(2);
  if (!name || !names.includes(name)) fail(`Which one? ${names.toSorted().join(', ')}`);
  return spawnSync(process.execPath, [join(folder, `${name}.bench.ts`), ...options], { stdio: 'inherit' }).status ?? 1;
});
