/**
 * An acquisition from the approval of two people to the recorded image. The log is written first: what cannot be logged
 * does not happen. Files bear unfinished names until the image has been read back.
 */
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AcquireParameters, AcquireResult, SourceFacts } from '../../../src-preload/contract/index.ts';
import { JobCancelledError, type JobContext, type JobSpec } from '../jobs/index.ts';
import { asSealbenchError, type Clock, canonicalJson, type JsonValue, sha256Of } from '../lib/index.ts';
import type { LogOutcome, LogReceipt } from '../oplog/index.ts';
import type { Acquired } from './acquired.ts';
import type { AcquireTools, NewImage } from './acquireTools.ts';
import { nameSegments, unnameSegments } from './formats/index.ts';
import { journalPath } from './journal.ts';
import { acquireFolder } from './logical/acquireFolder.ts';
import { acquireMedium } from './passes.ts';
import { planAcquisition } from './plan.ts';
import { leaveRecord, recordDigest, recordOf } from './record.ts';

function stepsOf({ verifyImage, verifySource }: AcquireParameters): JobSpec<AcquireResult>['steps'] {
  return [
    { name: 'acquire.read', weight: 10 },
    ...(verifyImage ? [{ name: 'acquire.verify', weight: 6 }] : []),
    ...(verifySource === true ? [{ name: 'acquire.source', weight: 6 }] : []),
    { name: 'acquire.record', weight: 0.1 },
  ];
}

/** The work as a job; it releases the approval when it ends, however it ends. */
export function acquireJob(tools: AcquireTools): JobSpec<AcquireResult> {
  const { approval, exhibit } = tools;
  return {
    kind: 'acquire',
    subject: exhibit.number,
    steps: stepsOf(approval.parameters),
    canPause: true,
    run: (job) => acquire(tools, job).finally(() => approval.release()),
  };
}

/** Does exactly what both people signed: the parameters are those of the approval. */
export async function acquire(tools: AcquireTools, job: JobContext): Promise<AcquireResult> {
  const { parameters } = tools.approval;
  const note = noteOf(tools);
  const source = await refusedUnlessSound(parameters, note);
  note('begun', { parameters: parameters as unknown as JsonValue, source: source });
  try {
    return await performed(tools, job, source, note);
  } catch (error) {
    const { code, details } = asSealbenchError(error);
    note(error instanceof JobCancelledError ? 'cancelled' : 'failed', { code, details });
    throw error;
  }
}

type Note = (outcome: LogOutcome, facts: { readonly [key: string]: JsonValue }) => LogReceipt;

function noteOf({ approval, log }: AcquireTools): Note {
  const { caseId, exhibitId } = approval.parameters;
  const about = { caseId, exhibitId, ceremonyId: approval.ceremonyId, parametersDigest: approval.parametersDigest };
  return (outcome, facts) =>
    log.append({
      act: 'image.acquire',
      outcome,
      actor: approval.operator.username,
      witness: approval.witness.username,
      subject: { ...about, ...facts },
    });
}

async function refusedUnlessSound(parameters: AcquireParameters, note: Note): Promise<SourceFacts> {
  try {
    return (await planAcquisition(parameters)).source;
  } catch (error) {
    const { code, details } = asSealbenchError(error);
    note('refused', { code, details });
    throw error;
  }
}

async function performed(
  tools: AcquireTools,
  job: JobContext,
  source: SourceFacts,
  note: Note,
): Promise<AcquireResult> {
  const { approval, clock, images, log } = tools;
  const { parameters } = approval;
  const watch = clockWatch(clock);
  const { format } = parameters;
  const acquired =
    format === 'bag' ? await acquireFolder(tools, source, job) : await acquireMedium(tools, format, source, job);

  job.step('acquire.record', null);
  await nameSegments(acquired.unfinished);
  const image: NewImage = {
    exhibitId: parameters.exhibitId,
    format,
    path: acquired.path,
    segments: acquired.segments,
    sourcePath: parameters.sourcePath,
    sourceBytes: acquired.sizeBytes,
    hashes: acquired.hashes,
    imageVerdict: acquired.imageVerdict,
    sourceVerdict: acquired.sourceVerdict,
    badRanges: acquired.badRanges.map(({ offset, length, errno }) => ({ offset, length, errno })),
    startedAt: acquired.startedAt,
    endedAt: clock.now(),
    operator: approval.operator.username,
    witness: approval.witness.username,
  };
  const facts = { tools, source, image, acquired, clockJumpMs: watch() };
  const record = recordOf(facts);
  let receipt: LogReceipt;
  try {
    receipt = note('done', {
      ...factsForLog(image, acquired),
      clockJumpMs: facts.clockJumpMs,
      recordDigest: recordDigest(record),
    });
  } catch (error) {
    await unnameSegments(acquired.unfinished);
    throw error;
  }
  const checkpoint = log.checkpoint([approval.operator.cosigner, approval.witness.cosigner]);
  await leaveRecord(facts, record, receipt, checkpoint);
  await rm(journalPath(parameters.destination, parameters.baseName), { force: true });
  return { image: images.recordImage({ ...image, logIndex: receipt.index }), bytesPerSecond: acquired.bytesPerSecond };
}

/** Lists of any length stay out of the log: their digest ties the record beside the image to it. */
function factsForLog(
  image: NewImage,
  { badRanges, entries, resumedAt }: Acquired,
): { readonly [key: string]: JsonValue } {
  const segments = image.segments.map(({ path, sizeBytes, sha256 }) => ({ name: basename(path), sizeBytes, sha256 }));
  return {
    hashes: image.hashes,
    sourceBytes: image.sourceBytes,
    segments: segments.length,
    segmentsDigest: sha256Of(canonicalJson(segments)),
    badRanges: badRanges.length,
    badBytes: badRanges.reduce((sum, { length }) => sum + length, 0),
    badRangesDigest: sha256Of(canonicalJson(badRanges as unknown as JsonValue)),
    imageVerdict: image.imageVerdict,
    sourceVerdict: image.sourceVerdict,
    startedAt: image.startedAt,
    endedAt: image.endedAt,
    resumedAtByte: resumedAt,
    entries: entries === null ? null : { ...entries },
  };
}

/** Below this, adjusting a clock by the network or by hand cannot be told from its resolution. */
const UNREMARKABLE_MS = 2000;

/** Tells by how much the wall clock was set while the work ran; 0 when it was left alone. */
function clockWatch(clock: Clock): () => number {
  const wall = clock.now();
  const monotonic = performance.now();
  return () => {
    const jump = Math.round(clock.now() - wall - (performance.now() - monotonic));
    return Math.abs(jump) < UNREMARKABLE_MS ? 0 : jump;
  };
}
