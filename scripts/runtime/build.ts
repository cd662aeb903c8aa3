/** Builds main, workers, preload and window into `out/`: about two seconds, so it is always done. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './electron.ts';
import { fail } from './say.ts';

export function build(): void {
  const electronVite = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const child = spawnSync(process.execPath, [electronVite, 'build', '--logLevel', 'warn'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (child.status !== 0) fail(`The build failed:\n${child.stdout}${child.stderr}`);
}
