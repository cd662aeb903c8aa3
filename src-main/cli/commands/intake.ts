/** import, import --detect. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type CallInput, type ImportReport, importReport } from '../../../src-preload/contract/index.ts';
import { isoWithOffset, RefusedError, utcMs } from '../../engine/lib/index.ts';
import { type CliSession, withEngine, withSession } from '../context.ts';
import type { CommandResult } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';
import { summaryFacts, summaryLines } from '../sourceSummary.ts';
import { endedJob, waitForJob } from '../waitForJob.ts';
import { findCase } from './cases.ts';

interface ImportFlags {
  readonly case?: string;
  readonly detect?: string;
  readonly format?: string;
  readonly encoding?: string;
  readonly zone?: string;
  readonly dateOrder?: 'ymd' | 'dmy' | 'mdy' | 'ydm';
}

export function registerIntake(program: Command, perform: Perform, say: Say): void {
  program
    .command('import [paths...]')
    .description(say('cli.import'))
    .option('--case <case>', say('cli.option.case'))
    .option('--detect <path>', say('cli.option.detect'))
    .option('--format <format>', say('cli.option.sourceFormat'))
    .option('--encoding <name>', say('cli.option.encoding'))
    .option('--zone <zone>', say('cli.option.zone'))
    .option('--date-order <ymd|dmy|mdy|ydm>', say('cli.option.dateOrder'))
    .action(async (paths: string[], flags: ImportFlags, command: Command) =>
      perform(command, (context) => {
        const { detect } = flags;
        if (detect !== undefined) return withEngine(context, (session) => summarised(session, detect, flags));
        return withSession(context, (session) => importAll(session, paths, flags));
      }),
    );
}

async function summarised({ gateway, t }: CliSession, path: string, flags: ImportFlags): Promise<CommandResult> {
  const summary = await gateway.call('import.summarise', { path: resolve(path), options: optionsOf(flags) });
  const lost = [...summary.sources.flatMap(({ warnings }) => warnings), ...summary.warnings].some(
    (warning) => warning.lost,
  );
  return {
    outcome: summary.sources.length === 0 ? 'not-performed' : lost ? 'incomplete' : 'done',
    facts: summaryFacts(t, summary),
    lines: summaryLines(t, summary),
  };
}

function optionsOf({ format, encoding, zone, dateOrder }: ImportFlags): CallInput<'import.start'>['options'] {
  return { format, encoding, zone, dateOrder };
}

async function importAll(session: CliSession, paths: readonly string[], flags: ImportFlags): Promise<CommandResult> {
  if (flags.case === undefined) throw new RefusedError('cli.case-needed');
  if (paths.length === 0) throw new RefusedError('cli.path-needed');
  const { id: caseId } = await findCase(session, flags.case);
  const imports: (ImportReport & { readonly path: string })[] = [];
  for (const path of paths.map((one) => resolve(one))) imports.push(await importOne(session, caseId, path, flags));
  const lost = imports.some(({ warnings }) => warnings.some((warning) => warning.lost));
  return {
    outcome: lost ? 'incomplete' : 'done',
    facts: { imports, sources: imports.flatMap(({ sources }) => sources) },
    lines: imports.flatMap(({ sources, warningCount }) => [
      ...sources.map(({ file, member, format, records, firstAt, lastAt, merkleRoot }) =>
        [format, member ?? file, records, timeText(firstAt), timeText(lastAt), merkleRoot].join('\t'),
      ),
      ...(warningCount > 0 ? [session.t('cli.importWarnings', { count: warningCount })] : []),
    ]),
  };
}

async function importOne(session: CliSession, caseId: string, path: string, flags: ImportFlags) {
  const { gateway, context } = session;
  const { jobId } = await gateway.call('import.start', { caseId, path, options: optionsOf(flags) });
  return { path, ...importReport.parse(endedJob(await waitForJob(gateway, jobId, context))) };
}

export function timeText(at: number | null): string {
  return at === null ? '—' : isoWithOffset(utcMs(at));
}
