/** Runs one command line and says how it ended: one JSON object or readable lines on standard output, an exit code. */
import { Command, CommanderError } from 'commander';
import { isMessageKey, type Language, message } from '../../src-preload/contract/catalogue.ts';
import type { WireError } from '../../src-preload/contract/index.ts';
import type { Clock } from '../engine/lib/index.ts';
import { toWireError } from '../gateway/wireError.ts';
import { registerCases } from './commands/cases.ts';
import { registerExport } from './commands/export.ts';
import { registerGrants } from './commands/grants.ts';
import { registerImaging } from './commands/imaging.ts';
import { registerIntake } from './commands/intake.ts';
import { registerLog } from './commands/log.ts';
import { registerRecords } from './commands/records.ts';
import { registerRequests } from './commands/requests.ts';
import { registerSearch } from './commands/search.ts';
import { registerStation } from './commands/station.ts';
import { EXIT_CODES, EXIT_USAGE, exitCodeOf, outcomeOf } from './outcome.ts';
import type { Perform, Say } from './perform.ts';
import type { Terminal } from './terminal.ts';

export interface CliEnvironment {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly defaultHome: string;
  /** From the locale; `--lang` overrides it. */
  readonly language: Language;
  readonly version: string;
  sleep(ms: number): Promise<void>;
}

interface CommonFlags {
  readonly home: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly as?: string;
  readonly witness?: string;
  readonly secrets?: string;
  readonly secretsFd?: string;
}

export async function runCli(args: readonly string[], environment: CliEnvironment): Promise<number> {
  const { terminal } = environment;
  const language = languageOf(args) ?? environment.language;
  const say: Say = (key) => message(language, key);
  let exitCode = 0;

  const perform: Perform = async (command, work) => {
    const flags = command.optsWithGlobals<CommonFlags>();
    const json = flags.json === true;
    try {
      const result = await work({
        ...environment,
        language,
        home: flags.home,
        quiet: flags.quiet === true,
        as: flags.as,
        witness: flags.witness,
        secrets: flags.secrets,
        secretsFd: flags.secretsFd === undefined ? undefined : Number(flags.secretsFd),
      });
      terminal.out(json ? `${JSON.stringify({ outcome: result.outcome, ...result.facts })}\n` : asText(result.lines));
      exitCode = EXIT_CODES[result.outcome];
    } catch (thrown) {
      const error = toWireError(thrown);
      const sentence = errorSentence(language, error);
      if (json) {
        terminal.out(`${JSON.stringify({ outcome: outcomeOf(error), code: error.code, message: sentence })}\n`);
      }
      terminal.err(`${sentence} [${error.code}]\n`);
      exitCode = exitCodeOf(error);
    }
  };

  const program = new Command('sealbench')
    .description(say('cli.about'))
    .version(environment.version)
    .option('--home <dir>', say('cli.option.home'), environment.defaultHome)
    .option('--json', say('cli.option.json'))
    .option('--quiet', say('cli.option.quiet'))
    .option('--lang <zh|en>', say('cli.option.lang'))
    .option('--as <user>', say('cli.option.as'))
    .option('--witness <user>', say('cli.option.witness'))
    .option('--secrets <file>', say('cli.option.secrets'))
    .option('--secrets-fd <n>', say('cli.option.secretsFd'))
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  const registers = [
    registerStation,
    registerCases,
    registerImaging,
    registerIntake,
    registerRequests,
    registerGrants,
    registerSearch,
    registerRecords,
    registerLog,
    registerExport,
  ];
  for (const register of registers) register(program, perform, say);
  everyCommand(program, (command) => command.exitOverride().copyInheritedSettings(program));

  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? 0 : EXIT_USAGE;
  }
  return exitCode;
}

function everyCommand(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const child of command.commands) everyCommand(child, change);
}

function languageOf(args: readonly string[]): Language | undefined {
  const value = args[args.indexOf('--lang') + 1];
  return args.includes('--lang') && (value === 'zh' || value === 'en') ? value : undefined;
}

function asText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

export function errorSentence(language: Language, error: WireError): string {
  const key = `error.${error.code}`;
  return isMessageKey(key) ? message(language, key, error.details) : `${error.code} ${JSON.stringify(error.details)}`;
}
