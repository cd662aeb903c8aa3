/** The `sealbench` command: gives the frame this process' terminal, clock and folders, and exits with its answer. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import packageFile from '../../package.json' with { type: 'json' };
import type { Language } from '../../src-preload/contract/catalogue.ts';
import { systemClock } from '../engine/lib/index.ts';
import { runCli } from './run.ts';
import { processTerminal } from './terminal.ts';

/** The same folder that the window uses (XDG Base Directory Specification, `$XDG_DATA_HOME`). */
export function defaultHome(): string {
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'sealbench');
}

function localeLanguage(): Language {
  const locale = process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '';
  return locale.startsWith('en') ? 'en' : 'zh';
}

export async function main(args: readonly string[]): Promise<void> {
  process.exitCode = await runCli(args, {
    terminal: processTerminal(),
    clock: systemClock,
    defaultHome: defaultHome(),
    language: localeLanguage(),
    version: packageFile.version,
    sleep: async (ms) => {
      await sleep(ms);
    },
  });
}
