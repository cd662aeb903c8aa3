/** Runs commands in turn, several times over, and compares medians: the machine's noise then falls on all alike. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export interface Contestant {
  readonly name: string;
  /** Shell command; null when the tool is not installed. */
  readonly command: string | null;
  /** Before each run, not measured. */
  readonly before?: () => void;
  /** After each run: a figure beside the times, such as the size of what was made. */
  readonly after?: () => number;
}

export interface Figures {
  readonly name: string;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly megabytesPerSecond: number;
  readonly outputBytes: number | null;
}

export interface BenchOptions {
  readonly bytes: number;
  readonly runs: number;
  readonly json: string | null;
  /** Removed at the end. */
  readonly folder: string;
}

export function benchOptions(defaultSize: string): BenchOptions {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: defaultSize },
      runs: { type: 'string', default: '3' },
      json: { type: 'string' },
      folder: { type: 'string', default: tmpdir() },
    },
  });
  const folder = mkdtempSync(join(values.folder, 'sealbench-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { bytes: parseSize(values.size), runs: Number(values.runs), json: values.json ?? null, folder };
}

function parseSize(text: string): number {
  const match = /^(\d+)([KMG]?)$/i.exec(text);
  if (match === null) throw new RangeError(`not a size: ${text}`);
  return Number(match[1]) * 1024 ** ['', 'K', 'M', 'G'].indexOf((match[2] ?? '').toUpperCase());
}

export function isInstalled(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
}

/** The command when its tool is installed, else null. */
export function peer(tool: string, command: string): string | null {
  return isInstalled(tool) ? command : null;
}

export function compare(title: string, bytes: number, runs: number, contestants: readonly Contestant[]): Figures[] {
  const present = contestants.filter(({ command }) => command !== null);
  const results = new Map(present.map(({ name }) => [name, [] as Omit<Figures, 'name'>[]]));
  for (let run = 0; run < runs; run++) {
    for (const contestant of present) results.get(contestant.name)?.push(measured(contestant, bytes));
  }
  const figures = [...results].map(([name, all]) => ({ name, ...medianOf(all) }));
  print(title, figures);
  for (const { name, command } of contestants) {
    if (command === null) process.stdout.write(`  not performed: ${name} is not installed\n`);
  }
  return figures;
}

function measured({ name, command, before, after }: Contestant, bytes: number): Omit<Figures, 'name'> {
  before?.();
  // bash counts the time of its children.
  const script = `TIMEFORMAT='%R %U %S'; { time ${command} >/dev/null 2>&1; } 2>&1`;
  const { stdout, status } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} failed: ${command}\n${stdout}`);
  const [wall, user, system] = stdout.trim().split(' ').map(Number) as [number, number, number];
  return {
    wallSeconds: wall,
    cpuSeconds: user + system,
    megabytesPerSecond: bytes / 1e6 / wall,
    outputBytes: after?.() ?? null,
  };
}

function medianOf(all: readonly Omit<Figures, 'name'>[]): Omit<Figures, 'name'> {
  const sorted = [...all].sort((a, b) => a.wallSeconds - b.wallSeconds);
  return sorted[Math.floor(sorted.length / 2)] as Omit<Figures, 'name'>;
}

/** Ratios are against the first contestant. */
function print(title: string, figures: readonly Figures[]): void {
  const first = figures[0];
  process.stdout.write(`\n${title}\n`);
  for (const { name, wallSeconds, cpuSeconds, megabytesPerSecond, outputBytes } of figures) {
    const ratio = first === undefined ? '' : `${(wallSeconds / first.wallSeconds).toFixed(2)}x`;
    const output = outputBytes === null ? '' : `${(outputBytes / 1e6).toFixed(1)} MB`;
    const columns = [
      name.padEnd(48),
      `${wallSeconds.toFixed(2)} s`.padStart(9),
      `CPU ${cpuSeconds.toFixed(2)} s`.padStart(12),
      `${megabytesPerSecond.toFixed(0)} MB/s`.padStart(11),
      ratio.padStart(7),
      output.padStart(10),
    ];
    process.stdout.write(`  ${columns.join(' ')}\n`);
  }
}

export function finish(
  { json, bytes, runs }: BenchOptions,
  groups: Readonly<Record<string, readonly Figures[]>>,
): void {
  const machine = { processor: cpus()[0]?.model ?? '', cores: availableParallelism(), node: process.version };
  process.stdout.write(`\n${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${runs} runs, medians\n`);
  if (json !== null) writeFileSync(json, `${JSON.stringify({ machine, bytes, runs, groups }, null, 2)}\n`);
}
