/** The `sealbench` command: gives the frame this process' terminal, clock and folders, and exits with its answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import packageFile from '../../package.json' with { type: 'json' };
import type { Language } from '../../src-preload/contract/catalogue.ts';
import { defaultHome } from '../defaultHome.ts';
import { systemClock } from '../engine/lib/index.ts';
import { runCli } from './run.ts';
import { processTerminal } from './terminal.ts';

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
