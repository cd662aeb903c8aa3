/** export: seal images and forms into an encrypted volume file under dual control. report: a form as HTML. */
import { chmod } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type ExportParameters, exportResult, FORMS, VOLUMES } from '../../../src-preload/contract/index.ts';
import { RefusedError, writeFileAtomically } from '../../engine/lib/index.ts';
import { type CliSession, holdCeremony, withSession } from '../context.ts';
import type { CommandResult } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';
import { endedJob, waitForJob } from '../waitForJob.ts';
import { findCase, findExhibit } from './cases.ts';
import { done } from './station.ts';

interface ExportFlags {
  readonly case: string;
  readonly image?: string[];
  readonly to: string;
  readonly volume: ExportParameters['volume'];
  readonly recipient: string;
  readonly purpose: string;
  readonly halves?: string;
}

export function registerExport(program: Command, perform: Perform, say: Say): void {
  program
    .command('export')
    .description(say('cli.export'))
    .requiredOption('--case <case>', say('cli.option.case'))
    .option('--image <id...>', say('cli.option.image'))
    .requiredOption('--to <file>', say('cli.option.target'))
    .option(`--volume <${VOLUMES.join('|')}>`, say('cli.option.volume'), 'veracrypt')
    .requiredOption('--recipient <text>', say('cli.option.recipient'))
    .requiredOption('--purpose <text>', say('cli.option.purpose'))
    .option('--halves <dir>', say('cli.option.halves'))
    .action(async (flags: ExportFlags, command: Command) =>
      perform(command, (context) => withSession(context, (session) => sealExport(session, flags))),
    );

  program
    .command('report <form>')
    .description(say('cli.report'))
    .requiredOption('--case <case>', say('cli.option.case'))
    .requiredOption('--exhibit <exhibit>', say('cli.option.exhibit'))
    .requiredOption('--out <file>', say('cli.option.outFile'))
    .action(
      async (form: (typeof FORMS)[number], flags: { case: string; exhibit: string; out: string }, command: Command) =>
        perform(command, (context) =>
          withSession(context, async (session) => {
            const owner = await findCase(session, flags.case);
            const exhibit = findExhibit(owner, flags.exhibit);
            const rendered = await session.gateway.call('form.render', {
              form,
              caseId: owner.id,
              exhibitId: exhibit.id,
            });
            const path = resolve(flags.out);
            await writeFileAtomically(path, rendered.html, { existing: 'refuse' });
            return done({ path, title: rendered.title }, [path]);
          }),
        ),
    );
}

async function sealExport(session: CliSession, flags: ExportFlags): Promise<CommandResult> {
  const { gateway, context, t } = session;
  const owner = await findCase(session, flags.case);
  const all = owner.exhibits.flatMap((exhibit) => exhibit.images.map((image) => image.id));
  const parameters: ExportParameters = {
    caseId: owner.id,
    imageIds: flags.image ?? all,
    forms: [...FORMS],
    target: resolve(flags.to),
    volume: flags.volume,
    recipient: flags.recipient,
    purpose: flags.purpose,
  };
  if (parameters.volume !== 'none' && flags.halves === undefined && !context.terminal.ask) {
    throw new RefusedError('cli.halves-needed');
  }
  await gateway.call('export.plan', parameters);
  const { ceremonyId, halves } = await holdCeremony(session, 'seal-export', parameters);
  const typed = parameters.volume === 'none' ? halves : await handOver(session, halves, flags.halves);
  const { jobId } = await gateway.call('export.start', {
    ceremonyId,
    parameters,
    operatorHalf: typed.operator,
    witnessHalf: typed.witness,
  });
  const result = exportResult.parse(endedJob(await waitForJob(gateway, jobId, context)));
  return {
    outcome: result.verdict,
    facts: { ...result },
    lines: [
      t('cli.exported', { target: result.target, files: result.files }),
      `sha256  ${result.packageDigest}`,
      t(`verdict.${result.verdict}`),
    ],
  };
}

/** Each half to its own person: two files of mode 0600 for scripts, or shown and asked for again on the terminal. */
async function handOver(
  { context, t }: CliSession,
  halves: { readonly operator: string; readonly witness: string },
  folder: string | undefined,
): Promise<{ operator: string; witness: string }> {
  if (folder !== undefined) {
    for (const side of ['operator', 'witness'] as const) {
      const path = resolve(folder, `${side}-half.txt`);
      await writeFileAtomically(path, `${halves[side]}\n`, { existing: 'refuse' });
      await chmod(path, 0o600);
    }
    return { ...halves };
  }
  const typed = { operator: '', witness: '' };
  for (const side of ['operator', 'witness'] as const) {
    context.terminal.err(`${t(`cli.half.${side}`)}\n${halves[side]}\n`);
    typed[side] = (await context.terminal.ask?.(t('cli.halfAgain'), true)) ?? '';
  }
  return typed;
}
