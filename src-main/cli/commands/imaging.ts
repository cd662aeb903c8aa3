/** source list · inspect, acquire, verify. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import {
  type AcquireParameters,
  acquireResult,
  HASH_NAMES,
  type ImageRecord,
  type SourceFacts,
  type VerifyReport,
  verifyReport,
} from '../../../src-preload/contract/index.ts';
import { parseByteSize } from '../byteSize.ts';
import { checkLine } from '../checkLine.ts';
import { type CliSession, holdCeremony, withEngine, withSession } from '../context.ts';
import type { CommandResult, Outcome } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';
import { endedJob, waitForJob } from '../waitForJob.ts';
import { findCase, findExhibit } from './cases.ts';
import { done } from './station.ts';

interface AcquireFlags {
  readonly case: string;
  readonly exhibit: string;
  readonly source: string;
  readonly out: string;
  readonly baseName?: string;
  readonly format: 'e01' | 'raw';
  readonly segmentSize: string;
  readonly compression: AcquireParameters['compression'];
  readonly hash: string;
  readonly readBack: boolean;
  readonly examiner: string;
  readonly notes: string;
}

export function registerImaging(program: Command, perform: Perform, say: Say): void {
  const source = program.command('source').description(say('cli.source'));
  source
    .command('list')
    .description(say('cli.source.list'))
    .action(async (_options: unknown, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway }) => {
          const sources = await gateway.call('source.list', {});
          return done({ sources }, sources.map(sourceLine));
        }),
      ),
    );
  source
    .command('inspect <path>')
    .description(say('cli.source.inspect'))
    .action(async (path: string, _options: unknown, command: Command) =>
      perform(command, (context) =>
        withSession(context, async ({ gateway }) => {
          const facts = await gateway.call('source.inspect', { path: resolve(path) });
          return done({ source: facts }, [sourceLine(facts)]);
        }),
      ),
    );

  program
    .command('acquire')
    .description(say('cli.acquire'))
    .requiredOption('--case <case>', say('cli.option.case'))
    .requiredOption('--exhibit <exhibit>', say('cli.option.exhibit'))
    .requiredOption('--source <path>', say('cli.option.source'))
    .requiredOption('--out <dir>', say('cli.option.out'))
    .option('--base-name <name>', say('cli.option.baseName'))
    .option('--format <e01|raw>', say('cli.option.format'), 'e01')
    .option('--segment-size <size>', say('cli.option.segmentSize'), '0')
    .option('--compression <none|fast|best>', say('cli.option.compression'), 'fast')
    .option('--hash <names>', say('cli.option.hash'), HASH_NAMES.join(','))
    .option('--no-read-back', say('cli.option.noReadBack'))
    .option('--examiner <name>', say('cli.option.examiner'), '')
    .option('--notes <text>', say('cli.option.notes'), '')
    .action(async (flags: AcquireFlags, command: Command) =>
      perform(command, (context) => withSession(context, (session) => acquire(session, flags))),
    );

  program
    .command('verify <paths...>')
    .description(say('cli.verify'))
    .option('--passphrase-file <file>', say('cli.option.passphraseFile'))
    .action(async (paths: string[], flags: { passphraseFile?: string }, command: Command) =>
      perform(command, (context) => withEngine(context, (session) => verify(session, paths, flags.passphraseFile))),
    );
}

async function acquire(session: CliSession, flags: AcquireFlags): Promise<CommandResult> {
  const { gateway, context, t } = session;
  const owner = await findCase(session, flags.case);
  const exhibit = findExhibit(owner, flags.exhibit);
  const facts = await gateway.call('source.inspect', { path: resolve(flags.source) });
  const parameters: AcquireParameters = {
    caseId: owner.id,
    exhibitId: exhibit.id,
    sourcePath: facts.path,
    sourceBytes: facts.sizeBytes,
    destination: resolve(flags.out),
    baseName: flags.baseName ?? exhibit.number,
    format: flags.format,
    segmentBytes: parseByteSize(flags.segmentSize),
    compression: flags.compression,
    hashes: flags.hash.split(',') as AcquireParameters['hashes'],
    verifyImage: flags.readBack,
    examiner: flags.examiner || (context.as ?? ''),
    notes: flags.notes,
  };
  await gateway.call('acquire.plan', parameters);
  const { ceremonyId } = await holdCeremony(session, 'acquire', parameters);
  const { jobId } = await gateway.call('acquire.start', { ceremonyId, parameters });
  const { image, bytesPerSecond } = acquireResult.parse(endedJob(await waitForJob(gateway, jobId, context)));
  const outcome = outcomeOfImage(image);
  return {
    outcome,
    facts: {
      bytes: image.sourceBytes,
      segments: image.segments,
      hashes: image.hashes,
      imageVerdict: image.imageVerdict,
      sourceVerdict: image.sourceVerdict,
      badRanges: image.badRanges,
      bytesPerSecond,
      image,
    },
    lines: [
      t('cli.imageMade', { path: image.path, bytes: image.sourceBytes }),
      ...Object.entries(image.hashes).map(([name, value]) => `${name}  ${value}`),
      t(`verdict.${image.imageVerdict}`),
      ...image.badRanges.map((range) => `${range.offset} +${range.length} ${range.errno}`),
    ],
  };
}

async function verify(session: CliSession, paths: readonly string[], passphraseFile?: string): Promise<CommandResult> {
  const { t } = session;
  const passphrase = passphraseFile === undefined ? null : (await readFile(passphraseFile, 'utf8')).trimEnd();
  const reports: VerifyReport[] = [];
  for (const path of paths) reports.push(await verifyOne(session, path, passphrase));
  const verdicts = reports.map((report) => report.verdict);
  const worst = verdicts.includes('mismatched')
    ? 'mismatched'
    : verdicts.includes('not-performed')
      ? 'not-performed'
      : 'matched';
  return {
    outcome: worst,
    facts: { reports },
    lines: reports.flatMap((report) => [
      `${t(`verdict.${report.verdict}`)}  ${report.path}`,
      ...report.checks.map((check) => `  ${checkLine(check, t)}`),
    ]),
  };
}

/** A volume tells that it is locked: then the passphrase is asked for, where somebody can be asked. */
async function verifyOne(session: CliSession, path: string, passphrase: string | null): Promise<VerifyReport> {
  const { gateway, context, t } = session;
  const { jobId } = await gateway.call('verify.start', { path: resolve(path), passphrase });
  const report = verifyReport.parse(endedJob(await waitForJob(gateway, jobId, context)));
  const locked = report.checks.some((check) => check.code === 'verify.passphrase-needed');
  if (!locked || passphrase !== null || !context.terminal.ask) return report;
  return verifyOne(session, path, await context.terminal.ask(t('cli.ask.passphrase', { path }), true));
}

/** The worst of what is known: what differs outweighs what is missing, and a read-back not asked for is no failure. */
export function outcomeOfImage({
  imageVerdict,
  sourceVerdict,
  badRanges,
}: Pick<ImageRecord, 'imageVerdict' | 'sourceVerdict' | 'badRanges'>): Outcome {
  if (imageVerdict === 'mismatched' || sourceVerdict === 'mismatched') return 'mismatched';
  if (badRanges.length > 0) return 'incomplete';
  return imageVerdict === 'matched' ? 'matched' : 'done';
}

function sourceLine(facts: SourceFacts): string {
  return [facts.path, facts.kind, facts.sizeBytes, facts.model ?? '—', facts.serial ?? '—', facts.barred ?? ''].join(
    '\t',
  );
}
