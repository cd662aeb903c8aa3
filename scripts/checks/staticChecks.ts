/** What can be said about the source without running it. Each is a command that ends with 0 when all is well. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../runtime/electron.ts';
import { say } from '../runtime/say.ts';

const STATIC_CHECKS: Readonly<Record<string, readonly string[]>> = {
  'types hold': ['typescript/bin/tsc', '-b'],
  'types hold against the development runtime’s Electron too': [
    'typescript/bin/tsc',
    '-p',
    'scripts/checks/tsconfig.electron33.json',
  ],
  'format and fast rules (Biome)': ['@biomejs/biome/bin/biome', 'ci', '--colors=off', '--diagnostic-level=warn'],
  'rules that need types (ESLint)': ['eslint/bin/eslint.js', '--config', '.eslint.config.mjs', '--max-warnings=0', '.'],
  'no unused file, export or dependency (knip)': ['knip/bin/knip.js', '--no-progress'],
};

/** Says which failed and why; returns how many of how many. */
export function runStaticChecks(): { readonly passed: number; readonly failed: number } {
  let failed = 0;
  for (const [name, [tool = '', ...args]] of Object.entries(STATIC_CHECKS)) {
    const child = spawnSync(process.execPath, [join(projectRoot, 'node_modules', tool), ...args], {
      cwd: projectRoot,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NO_COLOR: '1' },
    });
    const ok = child.status === 0;
    if (!ok) failed += 1;
    say(`${ok ? '✓' : '✗'} ${name}`);
    if (!ok) say(`${child.stdout}${child.stderr}`);
  }
  return { passed: Object.keys(STATIC_CHECKS).length - failed, failed };
}
