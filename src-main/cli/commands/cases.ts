/** case create · list · show · close · hold, exhibit add · seal · unseal · photo. */
import type { Command } from 'commander';
import { type CaseDetail, caseDetail, exhibitInput } from '../../../src-preload/contract/index.ts';
import { RefusedError } from '../../engine/lib/index.ts';
import { type CliSession, holdCeremony, withSession } from '../context.ts';
import type { Perform, Say } from '../perform.ts';
import { done } from './station.ts';

export function registerCases(program: Command, perform: Perform, say: Say): void {
  const cases = program.command('case').description(say('cli.case'));

  cases
    .command('create')
    .description(say('cli.case.create'))
    .requiredOption('--number <text>', say('cli.option.caseNumber'))
    .requiredOption('--title <text>', say('cli.option.title'))
    .option('--cause <text>', say('cli.option.cause'), '')
    .action(async (options: { number: string; title: string; cause: string }, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway, t }) => {
          const made = await gateway.call('case.create', options);
          return done({ case: made }, [t('cli.caseMade', { number: made.number, title: made.title })]);
        }),
      ),
    );

  cases
    .command('list')
    .description(say('cli.case.list'))
    .action(async (_options: unknown, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway }) => {
          const all = await gateway.call('case.list', {});
          return done(
            { cases: all },
            all.map((one) => `${one.number}\t${one.state}\t${one.exhibitCount}\t${one.title}`),
          );
        }),
      ),
    );

  cases
    .command('show <case>')
    .description(say('cli.case.show'))
    .action(async (wanted: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withSession(context, async (session) => {
          const found = await findCase(session, wanted);
          return done({ case: found }, [
            `${found.number}\t${found.title}`,
            ...found.exhibits.map((one) => `${one.number}\t${one.sealState}\t${one.images.length}\t${one.name}`),
          ]);
        }),
      ),
    );

  cases
    .command('close <case>')
    .description(say('cli.case.close'))
    .requiredOption('--reason <text>', say('cli.option.reason'))
    .action(async (wanted: string, options: { reason: string }, command: Command) =>
      perform(command, (context) =>
        withSession(context, async (session) => {
          const { id } = await findCase(session, wanted);
          const closed = await session.gateway.call('case.close', { id, ...options });
          return done({ case: closed }, [session.t('cli.caseClosed', { number: closed.number })]);
        }),
      ),
    );

  cases
    .command('hold <case>')
    .description(say('cli.case.hold'))
    .requiredOption('--reason <text>', say('cli.option.reason'))
    .option('--lift', say('cli.option.lift'))
    .action(async (wanted: string, options: { reason: string; lift?: true }, command: Command) =>
      perform(command, (context) =>
        withSession(context, async (session) => {
          const { id } = await findCase(session, wanted);
          const hold = options.lift !== true;
          const changed = await session.gateway.call('case.hold', { id, hold, reason: options.reason });
          return done({ case: changed }, [
            session.t(hold ? 'cli.holdSet' : 'cli.holdLifted', { number: changed.number }),
          ]);
        }),
      ),
    );

  registerExhibits(program, perform, say);
}

function registerExhibits(program: Command, perform: Perform, say: Say): void {
  const exhibits = program.command('exhibit').description(say('cli.exhibit'));

  const add = exhibits
    .command('add')
    .description(say('cli.exhibit.add'))
    .requiredOption('--case <case>', say('cli.option.case'));
  // One flag a field of the seal record, under the field's own name.
  const fields = Object.keys(exhibitInput.shape).filter((field) => field !== 'caseId');
  for (const field of fields) {
    const flag = `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} <text>`;
    if (field === 'number' || field === 'name') add.requiredOption(flag);
    else add.option(flag);
  }
  add.action(async (options: Record<string, string>, command: Command) =>
    perform(command, (context) =>
      withSession(context, async (session) => {
        const { id } = await findCase(session, options['case'] ?? '');
        const { case: _case, quantity, ...texts } = options;
        const input = { ...texts, caseId: id, ...(quantity === undefined ? {} : { quantity: Number(quantity) }) };
        const made = await session.gateway.call('exhibit.add', exhibitInput.parse(input));
        return done({ exhibit: made }, [session.t('cli.exhibitMade', { number: made.number, name: made.name })]);
      }),
    ),
  );

  exhibits
    .command('seal <exhibit>')
    .description(say('cli.exhibit.seal'))
    .requiredOption('--case <case>', say('cli.option.case'))
    .requiredOption('--seal-number <text>', say('cli.option.sealNumber'))
    .option('--method <text>', say('cli.option.method'), '')
    .option('--location <text>', say('cli.option.location'), '')
    .action(
      async (
        wanted: string,
        options: { case: string; sealNumber: string; method: string; location: string },
        command: Command,
      ) =>
        perform(command, (context) =>
          withSession(context, async (session) => {
            const found = findExhibit(await findCase(session, options.case), wanted);
            const { case: _case, ...seal } = options;
            const sealed = await session.gateway.call('exhibit.seal', {
              id: found.id,
              ...seal,
              witness: context.witness ?? '',
            });
            return done({ exhibit: sealed }, [session.t('cli.exhibitSealed', { number: sealed.number })]);
          }),
        ),
    );

  exhibits
    .command('unseal <exhibit>')
    .description(say('cli.exhibit.unseal'))
    .requiredOption('--case <case>', say('cli.option.case'))
    .requiredOption('--reason <text>', say('cli.option.reason'))
    .requiredOption('--check-result <text>', say('cli.option.checkResult'))
    .option('--location <text>', say('cli.option.location'), '')
    .action(
      async (
        wanted: string,
        options: { case: string; reason: string; checkResult: string; location: string },
        command: Command,
      ) =>
        perform(command, (context) =>
          withSession(context, async (session) => {
            const found = findExhibit(await findCase(session, options.case), wanted);
            const { case: _case, ...rest } = options;
            const parameters = { id: found.id, ...rest };
            const { ceremonyId } = await holdCeremony(session, 'exhibit.unseal', parameters);
            const unsealed = await session.gateway.call('exhibit.unseal', { ...parameters, ceremonyId });
            return done({ exhibit: unsealed }, [session.t('cli.exhibitUnsealed', { number: unsealed.number })]);
          }),
        ),
    );

  exhibits
    .command('photo <exhibit> <file>')
    .description(say('cli.exhibit.photo'))
    .requiredOption('--case <case>', say('cli.option.case'))
    .requiredOption('--stage <stage>', say('cli.option.stage'))
    .option('--caption <text>', say('cli.option.caption'), '')
    .action(
      async (
        wanted: string,
        file: string,
        options: { case: string; stage: 'before-seal'; caption: string },
        command: Command,
      ) =>
        perform(command, (context) =>
          withSession(context, async (session) => {
            const found = findExhibit(await findCase(session, options.case), wanted);
            const changed = await session.gateway.call('exhibit.addPhoto', {
              exhibitId: found.id,
              path: file,
              stage: options.stage,
              caption: options.caption,
            });
            return done({ exhibit: changed }, [session.t('cli.photoAdded', { number: changed.number })]);
          }),
        ),
    );
}

/** By number, as people say it, or by id. */
export async function findCase({ gateway }: CliSession, wanted: string): Promise<CaseDetail> {
  const all = await gateway.call('case.list', {});
  const found = all.find((one) => one.number === wanted || one.id === wanted);
  if (!found) throw new RefusedError('case.not-found', { case: wanted });
  return caseDetail.parse(await gateway.call('case.get', { id: found.id }));
}

export function findExhibit(owner: CaseDetail, wanted: string): CaseDetail['exhibits'][number] {
  const found = owner.exhibits.find((one) => one.number === wanted || one.id === wanted);
  if (!found) throw new RefusedError('exhibit.not-found', { exhibit: wanted, case: owner.number });
  return found;
}
