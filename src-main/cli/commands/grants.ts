/** request grant, grant list · suspend · restore, break. */
import type { Command } from 'commander';
import { type GrantInput, type GrantRecord, LEVELS } from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../../engine/lib/index.ts';
import { type CliSession, holdCeremony, withSession } from '../context.ts';
import type { CommandResult } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';
import { findCase } from './cases.ts';
import { findRequest, signing } from './findRequest.ts';
import { timeText } from './intake.ts';
import { type ScopeFlags, scopeOf, scopeOptions } from './requestNew.ts';
import { done } from './station.ts';

interface GrantFlags extends ScopeFlags {
  readonly to?: string;
  readonly user: string[];
  readonly hours: string;
  readonly download?: true;
}

export function registerRequestGrant(requests: Command, perform: Perform, say: Say): void {
  const command = requests
    .command('grant <request>')
    .description(say('cli.request.grant'))
    .requiredOption('--user <user:level...>', say('cli.option.grantUser'))
    .requiredOption('--hours <n>', say('cli.option.hours'))
    .option('--download', say('cli.option.download'));
  scopeOptions(command, say).action(async (wanted: string, flags: GrantFlags, self: Command) =>
    perform(self, (context) => withSession(context, (session) => issue(session, wanted, flags))),
  );
}

async function issue(session: CliSession, wanted: string, flags: GrantFlags): Promise<CommandResult> {
  const { gateway, context, t } = session;
  const { id, caseId, form } = await findRequest(session, wanted);
  const narrowed = scopeOf(flags, await gateway.call('request.choices', { caseId }));
  const validFrom = context.clock.now();
  const grant: GrantInput = {
    // Where the grant says nothing of its own it goes as far as the request.
    scope: {
      conversations: narrowed.conversations ?? form.scope.conversations,
      senders: narrowed.senders ?? form.scope.senders,
      types: narrowed.types ?? form.scope.types,
      from: narrowed.from ?? form.scope.from,
      to: narrowed.to ?? form.scope.to,
    },
    persons: flags.user.map(personOf),
    validFrom,
    validTo: validFrom + hours(flags.hours),
    download: flags.download === true,
  };
  const request = await gateway.call('request.grant', { id, grant, ...(await signing(session)) });
  return done({ request, grantId: request.grantId }, [t('cli.requestGrant', { id: request.grantId ?? '' })]);
}

/** `name:level`. */
function personOf(text: string): GrantInput['persons'][number] {
  const [username = '', wanted] = text.split(':');
  const level = LEVELS.find((one) => one === wanted);
  if (level === undefined) throw new RefusedError('cli.grant-user', { text, levels: LEVELS.join(', ') });
  return { username, level };
}

function hours(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new RefusedError('cli.not-a-number', { text });
  return Number(text) * 3_600_000;
}

export function registerGrants(program: Command, perform: Perform, say: Say): void {
  const grants = program.command('grant').description(say('cli.grant'));
  grants
    .command('list')
    .description(say('cli.grant.list'))
    .option('--case <case>', say('cli.option.case'))
    .action(async (flags: { case?: string }, self: Command) =>
      perform(self, (context) =>
        withSession(context, async (session) => {
          const caseId = flags.case === undefined ? null : (await findCase(session, flags.case)).id;
          const all = await session.gateway.call('grant.list', { caseId });
          return done(
            { grants: all },
            all.map((grant) => grantLine(session, grant)),
          );
        }),
      ),
    );

  for (const command of [grants.command('suspend <grant>'), program.command('break <grant>')]) {
    command
      .description(say('cli.grant.suspend'))
      .requiredOption('--reason <text>', say('cli.option.reason'))
      .action(async (id: string, { reason }: { reason: string }, self: Command) =>
        perform(self, (context) =>
          withSession(context, async (session) => {
            const grant = await session.gateway.call('grant.suspend', { id, reason });
            return done({ grant }, [grantLine(session, grant)]);
          }),
        ),
      );
  }

  grants
    .command('restore <grant>')
    .description(say('cli.grant.restore'))
    .requiredOption('--reason <text>', say('cli.option.reason'))
    .action(async (id: string, { reason }: { reason: string }, self: Command) =>
      perform(self, (context) =>
        withSession(context, async (session) => {
          const { ceremonyId } = await holdCeremony(session, 'grant.restore', { grantId: id, reason });
          const grant = await session.gateway.call('grant.restore', { id, reason, ceremonyId });
          return done({ grant }, [grantLine(session, grant)]);
        }),
      ),
    );
}

function grantLine({ t }: CliSession, { id, state, validTo, persons }: GrantRecord): string {
  const names = persons.map(({ username, level }) => `${username}:${level}`).join(' ');
  return [id, t(`retrieval.grant.${state}`), timeText(validTo), names].join('\t');
}
