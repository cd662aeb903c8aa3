/** What the operating system must bring: found missing, installed when root on Debian, else one command to type. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fail, say } from './say.ts';

/** Debian 13 renamed the two whose ABI the 64-bit time_t changed. */
const RUNTIME_LIBRARIES = [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['libasound2', 'libasound2t64'], ['libgbm1']];
const CJK_FONT = [['fonts-wqy-microhei']];
const VIRTUAL_DISPLAY = [['xvfb'], ['xauth']];
const BUILD_TOOLS = [['unzip'], ['python3'], ['make'], ['g++']];

type Packages = readonly (readonly string[])[];

export function ensureRuntimeLibraries(executable: string): void {
  const missing = missingLibraries(executable);
  if (missing.length > 0) install(`libraries that Electron needs (${missing.join(', ')})`, RUNTIME_LIBRARIES);
  const left = missingLibraries(executable);
  if (left.length > 0) fail(`Electron still lacks: ${left.join(', ')}`);
  if (!hasChineseFont()) install('a font with Chinese characters', CJK_FONT);
}

export function ensureVirtualDisplay(): void {
  if (!has('xvfb-run') || !has('xauth')) install('a virtual display', VIRTUAL_DISPLAY);
}

export function ensureBuildTools(): void {
  if (!['unzip', 'python3', 'make', 'g++'].every(has))
    install('tools that prepare the development runtime', BUILD_TOOLS);
}

export function has(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}

function missingLibraries(executable: string): readonly string[] {
  const { error, stdout } = spawnSync('ldd', [executable], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  if (error) return [];
  const lines = stdout.split('\n').filter((line) => line.includes('not found'));
  return lines.map((line) => line.trim().split(' ')[0] ?? line);
}

function hasChineseFont(): boolean {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return status !== 0 || stdout.trim() !== '';
}

function install(what: string, packages: Packages): void {
  const names = packages.map(([name = '', renamed]) =>
    renamed && !isKnown(name) && isKnown(renamed) ? renamed : name,
  );
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (!existsSync('/etc/debian_version')) fail(`Missing: ${what}. On Debian they are: ${names.join(' ')}`);
  if (process.getuid?.() !== 0) fail(`Missing: ${what}. Type: sudo ${command}`);
  say(`Installing ${what} …`);
  apt(['update', '-q']);
  if (!apt(command.split(' ').slice(1))) fail(`Could not install ${what}. Type: ${command}`);
}

function isKnown(name: string): boolean {
  const { stdout } = spawnSync('apt-cache', ['policy', name], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return /Candidate: (?!\(none\))/.test(stdout);
}

function apt(args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status === 0;
}
