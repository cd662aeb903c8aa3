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
import { RefusedError } from '../../engine/lib/index.ts';
import { parseByteSize } from '../byteSize.ts';
import { checkLine } from '../checkLine.ts';
import { type CliSession, holdCeremony, withEngine, withSession } from '../context.ts';
import type { CommandResult, Outcome } from '../outcome.ts';
import type { Perform, Say } from '../perform.ts';
import { endedJob, waitForJob } from '../waitForJob.ts';
import { findCase, findExhibit } from './cases.ts';
import { done } from './station.ts';

interface AcquireFlags {
  readonly case?: string;
  readonly exhibit?: string;
  readonly source?: string;
  readonly out?: string;
  readonly resume?: string;
  readonly baseName?: string;
  readonly format: AcquireParameters['format'];
  readonly segmentSize: string;
  readonly compression: AcquireParameters['compression'];
  readonly hash: string;
  readonly readBack: boolean;
  readonly verifySource: boolean;
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
    .option('--case <case>', say('cli.option.case'))
    .option('--exhibit <exhibit>', say('cli.option.exhibit'))
    .option('--source <path>', say('cli.option.source'))
    .option('--out <dir>', say('cli.option.out'))
    .option('--resume <dir>', say('cli.option.resume'))
    .option('--base-name <name>', say('cli.option.baseName'))
    .option('--format <e01|raw|bag>', say('cli.option.format'), 'e01')
    .option('--segment-size <size>', say('cli.option.segmentSize'), '0')
    .option('--compression <none|fast|best>', say('cli.option.compression'), 'fast')
    .option('--hash <names>', say('cli.option.hash'), HASH_NAMES.join(','))
    .option('--no-read-back', say('cli.option.noReadBack'))
    .option('--verify-source', say('cli.option.verifySource'), false)
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

/** What was interrupted in a folder, as it was asked for then; there must be exactly one. */
async function interruptedIn({ gateway }: CliSession, folder: string): Promise<AcquireParameters> {
  const found = await gateway.call('acquire.interrupted', { path: folder });
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new RefusedError('cli.resume-one', { path: folder, found: found.length });
  }
  return { ...only, resume: true };
}

async function parametersOf(session: CliSession, flags: AcquireFlags): Promise<AcquireParameters> {
  const { gateway, context } = session;
  const { case: caseName, exhibit: exhibitName, source, out } = flags;
  if (caseName === undefined || exhibitName === undefined || source === undefined || out === undefined) {
    throw new RefusedError('cli.acquire-needs');
  }
  const owner = await findCase(session, caseName);
  const exhibit = findExhibit(owner, exhibitName);
  const facts = await gateway.call('source.inspect', { path: resolve(source) });
  return {
    caseId: owner.id,
    exhibitId: exhibit.id,
    sourcePath: facts.path,
    sourceBytes: facts.sizeBytes,
    destination: resolve(out),
    baseName: flags.baseName ?? exhibit.number,
    format: flags.format,
    segmentBytes: flags.format === 'bag' ? 0 : parseByteSize(flags.segmentSize),
    compression: flags.format === 'e01' ? flags.compression : 'none',
    hashes: flags.hash.split(',') as AcquireParameters['hashes'],
    verifyImage: flags.readBack,
    ...(flags.verifySource ? { verifySource: true } : {}),
    examiner: flags.examiner || (context.as ?? ''),
    notes: flags.notes,
  };
}

async function acquire(session: CliSession, flags: AcquireFlags): Promise<CommandResult> {
  const { gateway, context, t } = session;
  const parameters =
    flags.resume === undefined
      ? await parametersOf(session, flags)
      : await interruptedIn(session, resolve(flags.resume));
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
