/**
 * First steps on a bare machine, in plain JavaScript for the system's own Node (20 or newer): installs what the lock
 * file names if it is not there, then hands over to the Node 24 that came with it, which runs TypeScript as it is.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const binaries = join(root, 'node_modules', '.bin');

/** Runs `npm ci` when the installed packages are not those of the lock file. Its output goes to standard error. */
export function ensureInstalled() {
  if (isInstalled()) return;
  process.stderr.write('Installing the packages of package-lock.json …\n');
  const npm = spawnSync('npm', ['ci'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (npm.status !== 0) {
    process.stderr.write('npm ci failed: see above. It needs npm 10 or newer and a package registry.\n');
    process.exit(npm.status ?? 1);
  }
}

/** Every package that is not optional stands in npm's own record of the installation, in the version of the lock. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(join(binaries, 'node'))) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/**
 * Runs a TypeScript file of the project with our Node and ends this process as that one ended.
 *
 * @param {string} file path from the project's root
 * @param {readonly string[]} args
 */
export function handOver(file, args) {
  const child = spawn(join(binaries, 'node'), [join(root, file), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` },
  });
  // The terminal sends Ctrl+C to both; this process only waits for what the other makes of it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('exit', (code, signal) => {
    process.removeAllListeners();
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}
