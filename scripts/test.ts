/**
 * `npm test`: static checks, engine tests, build, end-to-end tests in the real window; or parts of it by name.
 * Ends with the one line `N passed, N failed`, after saying which checks a missing stock tool left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runStaticChecks } from './checks/staticChecks.ts';
import { missingStockTools } from './checks/stockTools.ts';
import { projectRoot } from './runtime/electron.ts';
import { fail, main, say } from './runtime/say.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const results = join(projectRoot, 'test-results');

/** Making the application takes long: only when asked for, by `npm run test:package`. */
const USUAL = ['static', 'build', 'engine', 'e2e'];

const PARTS: Readonly<Record<string, () => Promise<Tally>>> = {
  static: async () => ({ ...runStaticChecks(), skipped: 0 }),
  build: buildChecks,
  engine: async () => vitest('engine'),
  e2e: async () => vitest('e2e'),
  package: async () => vitest('package'),
};

await main(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) fail(`No such part: ${unknown}. There are: ${Object.keys(PARTS).join(', ')}.`);
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  const tallies: Tally[] = [];
  for (const [name, run] of Object.entries(PARTS)) {
    if (!(wanted.length > 0 ? wanted : USUAL).includes(name)) continue;
    say(`\n── ${name} ──`);
    tallies.push(await run().catch(asFailure));
  }
  for (const line of missingStockTools()) say(`Not performed: ${line}`);
  const sum = (key: keyof Tally): number => tallies.reduce((total, tally) => total + tally[key], 0);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
});

/** A part that could not even run is one failure. */
function asFailure(reason: unknown): Tally {
  say(reason instanceof Error ? reason.message : String(reason));
  return { passed: 0, failed: 1, skipped: 0 };
}

/** Builds, then holds the third-party notices against what the bundles took in. */
async function buildChecks(): Promise<Tally> {
  const notices = join(projectRoot, 'scripts', 'notices.ts');
  const child = spawnSync(process.execPath, [notices, '--check'], { cwd: projectRoot, stdio: ['ignore', 2, 2] });
  const ok = child.status === 0;
  say(`${ok ? '✓' : '✗'} builds, with third-party notices up to date`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function vitest(project: 'engine' | 'e2e' | 'package'): Tally {
  const report = join(results, `${project}.json`);
  const args = [
    join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--config=test/vitest.config.ts',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const child = spawnSync(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 2, 2] });
  const tally = existsSync(report) ? readReport(report) : { passed: 0, failed: 0, skipped: 0 };
  // An error outside of any test (a file that does not load, a hook, a leak) is counted by the exit code alone.
  return child.status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readReport(path: string): Tally {
  const report = JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>;
  return {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}
