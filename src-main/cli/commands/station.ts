/** station init · demo · status, user add · disable · reset. */
import type { Command } from 'commander';
import type { Role } from '../../../src-preload/contract/index.ts';
import { createDemoStation } from '../../engine/station/index.ts';
import { holdCeremony, withEngine, withSession } from '../context.ts';
import type { CommandResult } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';

export function registerStation(program: Command, perform: Perform, say: Say): void {
  const station = program.command('station').description(say('cli.station'));

  station
    .command('init')
    .description(say('cli.station.init'))
    .requiredOption('--name <name>', say('cli.option.stationName'))
    .requiredOption('--organisation <name>', say('cli.option.organisation'))
    .requiredOption('--admin <user>', say('cli.option.admin'))
    .option('--display-name <name>', say('cli.option.displayName'))
    .action(
      async (options: { name: string; organisation: string; admin: string; displayName?: string }, command: Command) =>
        perform(command, (context) =>
          withEngine(context, async ({ gateway, proofs, t }) => {
            const enrolment = await gateway.call('station.init', {
              name: options.name,
              organisation: options.organisation,
              administrator: {
                username: options.admin,
                displayName: options.displayName ?? options.admin,
                password: await proofs.password(options.admin),
              },
            });
            return done({ home: context.home, ...enrolment }, [
              t('cli.stationMade', { home: context.home }),
              t('cli.enrolment', { username: enrolment.username, secret: enrolment.totpSecret }),
              enrolment.totpUri,
            ]);
          }),
        ),
    );

  station
    .command('demo')
    .description(say('cli.station.demo'))
    .action(async (_options: unknown, command: Command) =>
      perform(command, async (context) => {
        const demo = await createDemoStation(context);
        return done({ home: context.home, secrets: demo.secretsPath, users: demo.usernames }, [
          context.home,
          demo.secretsPath,
          demo.usernames.join(' '),
        ]);
      }),
    );

  station
    .command('status')
    .description(say('cli.station.status'))
    .action(async (_options: unknown, command: Command) =>
      perform(command, (context) =>
        withEngine(context, async ({ gateway, t }) => {
          const status = await gateway.call('station.status', {});
          return done({ ...status }, [
            t('cli.statusLine', { home: status.home, name: status.name ?? '—', serial: status.serial ?? '—' }),
            t(status.state === 'absent' ? 'cli.stationAbsent' : 'cli.stationPresent'),
          ]);
        }),
      ),
    );

  const user = program.command('user').description(say('cli.user'));

  user
    .command('add <username>')
    .description(say('cli.user.add'))
    .requiredOption('--role <role>', say('cli.option.role'))
    .requiredOption('--display-name <name>', say('cli.option.displayName'))
    .option('--staff-number <text>', say('cli.option.staffNumber'), '')
    .option('--id-document <text>', say('cli.option.idDocument'), '')
    .option('--phone <text>', say('cli.option.phone'), '')
    .action(
      async (
        username: string,
        options: { role: Role; displayName: string; staffNumber: string; idDocument: string; phone: string },
        command: Command,
      ) =>
        perform(command, (context) =>
          withSession(context, async (session) => {
            const { gateway, proofs, t } = session;
            const { role, displayName } = options;
            const ceremonyId =
              context.witness === undefined
                ? null
                : (await holdCeremony(session, 'user.add', { username, displayName, role })).ceremonyId;
            const password = await proofs.password(username);
            const enrolment = await gateway.call('user.add', { username, password, ceremonyId, ...options });
            return done({ ...enrolment }, [
              t('cli.enrolment', { username, secret: enrolment.totpSecret }),
              enrolment.totpUri,
            ]);
          }),
        ),
    );

  user
    .command('disable <username>')
    .description(say('cli.user.disable'))
    .requiredOption('--reason <text>', say('cli.option.reason'))
    .action(async (username: string, options: { reason: string }, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway, t }) => {
          const account = await gateway.call('user.disable', { username, reason: options.reason });
          return done({ account }, [t('cli.userDisabled', { username })]);
        }),
      ),
    );

  user
    .command('reset <username>')
    .description(say('cli.user.reset'))
    .action(async (username: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withSession(context, async (session) => {
          const ceremonyId =
            context.witness === undefined ? null : (await holdCeremony(session, 'user.reset', { username })).ceremonyId;
          const password = await session.proofs.password(username);
          const enrolment = await session.gateway.call('user.reset', { username, password, ceremonyId });
          return done({ ...enrolment }, [
            session.t('cli.enrolment', { username, secret: enrolment.totpSecret }),
            enrolment.totpUri,
          ]);
        }),
      ),
    );

  user
    .command('list')
    .description(say('cli.user.list'))
    .action(async (_options: unknown, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway }) => {
          const users = await gateway.call('user.list', {});
          return done(
            { users },
            users.map((user) => `${user.username}\t${user.role}\t${user.state}\t${user.displayName}`),
          );
        }),
      ),
    );
}

export function done(facts: Readonly<Record<string, unknown>>, lines: readonly string[]): CommandResult {
  return { outcome: 'done', facts, lines };
}
