/** The command line in this process: its own terminal, a clock that waits by itself, a demo station. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCli } from '../../src-main/cli/run.ts';
import { type DemoHome, demoHome } from './demoStation.ts';

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What `--json` printed; fails the test when it is not exactly one object on one line. */
  json(): Record<string, unknown>;
}

export interface Cli {
  readonly demo: DemoHome;
  readonly secrets: string;
  /** A folder for what the test makes. */
  readonly folder: string;
  /** Words are split at blanks; an array keeps its words. `--home` is added. */
  run(...words: readonly string[]): Promise<CliRun>;
  /** With `--json`, as these people. */
  as(operator: string, witness: string | null, ...words: readonly string[]): Promise<CliRun>;
}

export async function demoCli(): Promise<Cli> {
  const demo = await demoHome();
  const folder = mkdtempSync(join(tmpdir(), 'sealbench-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const secrets = join(demo.home, 'secrets.json');

  async function run(...words: readonly string[]): Promise<CliRun> {
    let stdout = '';
    let stderr = '';
    const exitCode = await runCli(words, {
      terminal: {
        out: (text) => {
          stdout += text;
        },
        err: (text) => {
          stderr += text;
        },
        ask: null,
        redraws: false,
      },
      clock: demo.clock,
      defaultHome: demo.home,
      language: 'en',
      version: '0.0.0',
      sleep: async (ms) => demo.clock.pass(ms),
    });
    return {
      exitCode,
      stdout,
      stderr,
      json() {
        const lines = stdout.split('\n');
        if (lines.length !== 2 || lines[1] !== '')
          throw new Error(`not one line on standard output: ${stdout}\n${stderr}`);
        return JSON.parse(lines[0] as string) as Record<string, unknown>;
      },
    };
  }

  return {
    demo,
    secrets,
    folder,
    run,
    as: (operator, witness, ...words) =>
      run(
        ...words,
        '--json',
        '--secrets',
        secrets,
        '--as',
        operator,
        ...(witness === null ? [] : ['--witness', witness]),
      ),
  };
}
