/**
 * `node scripts/run.mjs conformance`: runs the imaging assertions and writes the sheet `docs/conformance/imaging.md`: what
 * is asserted, how often it was tried, what came of it, and with which tools. A self-test along CFTT's assertions.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, release, type as systemName, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './runtime/electron.ts';

/** Asserted, and by which CFTT assertion; null in `where` when a file `test/assertions/B<number>-…` shows it. */
const ASSERTIONS: readonly (readonly [number: number, statement: string, cftt: string, where: string | null])[] = [
  [1, 'Every sector is in the image, at its place', 'AM-06, AM-08', null],
  [2, 'More than 2³² sectors', 'AM-08', null],
  [3, 'The last sector and a last partial block', 'AM-06', null],
  [4, 'Block devices and partitions to their final sectors', 'AM-02, AM-06', null],
  [5, 'Folders: names, times, links, what was not captured', '', null],
  [6, 'Hidden areas are stated, never claimed', 'AM-07', null],
  [7, 'The source is opened for reading only and unchanged', 'AO-24', null],
  [8, 'A bad sector is named: place, type, time', 'AM-09', null],
  [9, 'Documented fill only there, neighbours intact', 'AM-10', null],
  [10, 'First, last, runs, all bad, intermittent, slow', 'AM-09, AM-10', null],
  [11, 'Disconnected: marked incomplete, never a success', 'AM-09', null],
  [12, 'A source that grows, shrinks or changes', '', null],
  [13, 'Raw, split and E01 hold the same', 'AO-01, AO-02', null],
  [14, 'Segment sizes', 'AO-05', null],
  [15, 'Destination without room', 'AO-04', null],
  [16, 'Write errors', 'AO-03', null],
  [17, 'Switching the destination', 'AO-10', 'not offered'],
  [18, 'Changed images are noticed, with their place', 'AO-06, AO-07, AO-08', null],
  [19, 'Conversion keeps the hash', 'AO-09', 'not offered'],
  [20, 'Block hashes', 'AO-22', 'not offered'],
  [21, 'Hashes agree with openssl and published values', '', null],
  [22, 'Record and log are true', 'AO-23', null],
  [23, 'Clones', 'AO-11 to AO-21', 'not offered'],
  [24, 'Destination on or in the source is refused', '', null],
  [25, 'Killed and taken up: the same image', '', null],
  [26, 'Two runs are equal', '', null],
  [27, 'Hash of the content and of the compressed files', '', null],
  [28, 'A clock set meanwhile is flagged', '', null],
  [29, 'Photographs and recordings are hashed into the record', '', 'test/engine/cases'],
  [30, 'Empty, sparse, encrypted and unknown content', '', null],
  [31, 'Wiping', '', 'not offered'],
  [32, 'Sealed export, read again', '', 'test/engine/export'],
];

const report = z.object({
  testResults: z.array(
    z.object({ name: z.string(), assertionResults: z.array(z.object({ status: z.string(), title: z.string() })) }),
  ),
});

const folder = mkdtempSync(join(tmpdir(), 'sealbench-conformance-'));
const output = join(folder, 'report.json');
const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs');
const args = [
  'run',
  '--config',
  'test/vitest.config.ts',
  'test/assertions',
  '--reporter=json',
  `--outputFile=${output}`,
];
spawnSync(process.execPath, [vitest, ...args], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] });
const { testResults } = report.parse(JSON.parse(readFileSync(output, 'utf8')));
rmSync(folder, { recursive: true });

const counted = new Map<number, { passed: number; failed: number; skipped: number }>();
for (const { name, assertionResults } of testResults) {
  const number = Number(/^B(\d+)/.exec(basename(name))?.[1]);
  const sum = counted.get(number) ?? { passed: 0, failed: 0, skipped: 0 };
  for (const { status } of assertionResults) {
    if (status === 'passed') sum.passed++;
    else if (status === 'failed') sum.failed++;
    else sum.skipped++;
  }
  counted.set(number, sum);
}

const rows = ASSERTIONS.map(([number, statement, cftt, where]) => {
  const { passed, failed, skipped } = counted.get(number) ?? { passed: 0, failed: 0, skipped: 0 };
  const result = failed > 0 ? '**mismatched**' : passed > 0 ? 'matched' : (where ?? 'not performed');
  const cases = passed + failed + skipped === 0 ? '' : `${passed} of ${passed + failed + skipped}`;
  return `| B${String(number).padStart(2, '0')} | ${statement} | ${cftt} | ${cases} | ${result} |`;
});

/** First line that the tool says of itself. */
function version(tool: string, ...args: string[]): string {
  const { stdout, stderr, error } = spawnSync(tool, args, { encoding: 'utf8' });
  return error === undefined ? (`${stdout}${stderr}`.trim().split('\n')[0]?.trim() ?? '') : 'not installed';
}

const tools = {
  'ewfverify, ewfinfo, ewfexport, ewfacquire': version('ewfverify', '-V'),
  'The Sleuth Kit': version('img_stat', '-V'),
  openssl: version('openssl', 'version'),
  nbdkit: version('nbdkit', '--version'),
  sha256sum: version('sha256sum', '--version'),
};

mkdirSync(join(projectRoot, 'docs/conformance'), { recursive: true });
writeFileSync(
  join(projectRoot, 'docs/conformance/imaging.md'),
  `# Imaging: self-test along CFTT's assertions

Made by \`node scripts/run.mjs conformance\`; not edited by hand. 按 CFTT 断言自测: this is a self-test, no certificate. Each row is one or
more files \`test/assertions/B…\`; expectations come from tools that share no code with this program. "Cases" counts those
that passed; what a machine cannot do (no root, a tool that is not installed) is not counted as passed.

| | asserted | CFTT | cases | result |
|---|---|---|---|---|
${rows.join('\n')}

Run on ${systemName()} ${release()} (${arch()}), Node ${process.versions.node}, with:

${Object.entries(tools)
  .map(([name, text]) => `- ${name}: ${text}`)
  .join('\n')}
`,
);
process.exitCode = [...counted.values()].some(({ failed }) => failed > 0) ? 1 : 0;
