/** log tail · checkpoint · proof · verify · export. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { checkLine } from '../checkLine.ts';
import { withSession } from '../context.ts';
import type { Perform, Say } from '../perform.ts';
import { done } from './station.ts';

export function registerLog(program: Command, perform: Perform, say: Say): void {
  const log = program.command('log').description(say('cli.log'));

  log
    .command('tail')
    .description(say('cli.log.tail'))
    .option('--limit <n>', say('cli.option.limit'), '20')
    .action(async (options: { limit: string }, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway }) => {
          const limit = Number(options.limit);
          const { total, entries } = await gateway.call('log.page', { offset: 0, limit, act: null, actor: null });
          return done(
            { total, entries },
            entries.map(
              (one) =>
                `${one.index}\t${new Date(one.at).toISOString()}\t${one.act}\t${one.outcome}\t${one.actor ?? '—'}\t${one.witness ?? '—'}`,
            ),
          );
        }),
      ),
    );

  log
    .command('checkpoint')
    .description(say('cli.log.checkpoint'))
    .action(async (_options: unknown, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway }) => {
          const head = await gateway.call('log.head', {});
          return done({ head }, [head.checkpoint, ...head.verifierKeys]);
        }),
      ),
    );

  log
    .command('proof <index>')
    .description(say('cli.log.proof'))
    .action(async (index: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway }) => {
          const proven = await gateway.call('log.proof', { index: Number(index) });
          return done(proven, [proven.entry.text, proven.proof]);
        }),
      ),
    );

  log
    .command('verify')
    .description(say('cli.log.verify'))
    .action(async (_options: unknown, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway, t }) => {
          const report = await gateway.call('log.verify', {});
          return {
            outcome: report.verdict,
            facts: report,
            lines: report.checks.map((check) => checkLine(check, t)),
          };
        }),
      ),
    );

  log
    .command('export <path>')
    .description(say('cli.log.export'))
    .action(async (path: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway, t }) => {
          const written = await gateway.call('log.export', { path: resolve(path) });
          return done(written, [t('cli.logExported', { path: written.path, size: written.size })]);
        }),
      ),
    );
}
