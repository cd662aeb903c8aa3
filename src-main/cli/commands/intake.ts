/** import, import --detect. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type CallInput, type ImportReport, importReport } from '../../../src-preload/contract/index.ts';
import { isoWithOffset, RefusedError, utcMs } from '../../engine/lib/index.ts';
import { type CliSession, withEngine, withSession } from '../context.ts';
import type { CommandResult } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';
import { endedJob, waitForJob } from '../waitForJob.ts';
import { findCase } from './cases.ts';
import { done } from './station.ts';

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
        if (detect !== undefined) return withEngine(context, (session) => detectOne(session, detect, flags));
        return withSession(context, (session) => importAll(session, paths, flags));
      }),
    );
}

async function detectOne({ gateway }: CliSession, path: string, { format }: ImportFlags): Promise<CommandResult> {
  const detection = await gateway.call('import.detect', { path: resolve(path), format: format ?? null });
  const lines = detection.parts.map(({ member, file, format: found }) => `${found}\t${member ?? file}`);
  if (detection.parts.length > 0) return done({ detection }, lines);
  return { outcome: 'not-performed', facts: { detection }, lines };
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
  const { format, encoding, zone, dateOrder } = flags;
  const options: CallInput<'import.start'>['options'] = { format, encoding, zone, dateOrder };
  const { jobId } = await gateway.call('import.start', { caseId, path, options });
  return { path, ...importReport.parse(endedJob(await waitForJob(gateway, jobId, context))) };
}

export function timeText(at: number | null): string {
  return at === null ? '—' : isoWithOffset(utcMs(at));
}
