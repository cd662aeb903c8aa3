/**
 * An acquisition from the approval of two people to the recorded image. The log is written first: what cannot be logged
 * does not happen. Files bear unfinished names until the image has been read back.
 */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { release, type as systemName } from 'node:os';
import { basename, join } from 'node:path';
import type {
  AcquireParameters,
  AcquireResult,
  ImageRecord,
  SourceFacts,
} from '../../../src-preload/contract/index.ts';
import type { Approval } from '../ceremony/index.ts';
import { JobCancelledError, type JobContext, type JobSpec } from '../jobs/index.ts';
import {
  asSealbenchError,
  type Clock,
  canonicalJson,
  type JsonValue,
  sha256Of,
  writeFileAtomically,
} from '../lib/index.ts';
import type { LogOutcome, LogReceipt, OperationLog } from '../oplog/index.ts';
import {
  type ImageMetadata,
  type ImagePlan,
  imageFormat,
  nameSegments,
  PARTIAL,
  unnameSegments,
} from './formats/index.ts';
import { intoImage, type WrittenImage } from './pipeline/intoImage.ts';
import { openPipeline, type Pipeline } from './pipeline/pipeline.ts';
import { FILL_BYTE } from './pipeline/readAround.ts';
import { readBack } from './pipeline/readBack.ts';
import { imagePlanOf, planAcquisition } from './plan.ts';
import { RECORD_FORMAT, recordPath, writeRecord } from './record.ts';
import { rescueMap } from './rescueMap.ts';
import { openSource } from './sources/index.ts';

/** Keeps images with their exhibits; implemented by the room of cases. */
export interface ImageRecorder {
  recordImage(image: Omit<ImageRecord, 'id'>): ImageRecord;
}

export interface AcquireTools {
  readonly approval: Approval<'acquire'>;
  readonly log: OperationLog;
  readonly images: ImageRecorder;
  readonly clock: Clock;
  readonly version: string;
  /** What the parameters' ids stand for, as it is written into the image. */
  readonly exhibit: { readonly caseNumber: string; readonly number: string; readonly name: string };
}

/** Further attempts for a sector that cannot be read. */
const RETRIES = 2;

const STEPS = [
  { name: 'acquire.read', weight: 10 },
  { name: 'acquire.verify', weight: 6 },
  { name: 'acquire.record', weight: 0.1 },
] as const;

/** The work as a job; it releases the approval when it ends, however it ends. */
export function acquireJob(tools: AcquireTools): JobSpec<AcquireResult> {
  const { approval, exhibit } = tools;
  return {
    kind: 'acquire',
    subject: exhibit.number,
    steps: approval.parameters.verifyImage ? STEPS : STEPS.filter(({ name }) => name !== 'acquire.verify'),
    canPause: true,
    run: (job) => acquire(tools, job).finally(() => approval.release()),
  };
}

/** Does exactly what both people signed: the parameters are those of the approval. */
export async function acquire(tools: AcquireTools, job: JobContext): Promise<AcquireResult> {
  const { parameters } = tools.approval;
  const note = noteOf(tools);
  const source = await refusedUnlessSound(parameters, note);
  note('begun', { parameters: parameters as unknown as JsonValue, source: source as unknown as JsonValue });
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

async function performed(tools: AcquireTools, job: JobContext, facts: SourceFacts, note: Note): Promise<AcquireResult> {
  const { clock } = tools;
  const { parameters } = tools.approval;
  const startedAt = clock.now();
  const plan = imagePlanOf(parameters, facts, metadataOf(tools, facts), randomBytes(16));
  const format = imageFormat(parameters.format);
  const pipeline = openPipeline({ ...format.slot, hashes: parameters.hashes, packs: parameters.format === 'e01' });
  const began = performance.now();
  let bytesPerSecond = 0;
  const passes = async () => {
    const written = await writtenImage(plan, pipeline, tools, job);
    bytesPerSecond = (plan.sizeBytes * 1000) / Math.max(1, performance.now() - began);
    return { written, checked: await readBackOf(parameters, written, pipeline, job) };
  };
  const { written, checked } = await passes().finally(() => pipeline.close());

  job.step('acquire.record', null);
  const paths = written.segments.map(({ path }) => path);
  await nameSegments(paths);
  const image: Omit<ImageRecord, 'id' | 'logIndex'> = {
    exhibitId: parameters.exhibitId,
    format: parameters.format,
    path: paths[0] ?? '',
    segments: written.segments.map(({ path, sizeBytes }, index) => ({
      path,
      sizeBytes,
      sha256: checked.segmentHashes[index] ?? null,
    })),
    sourcePath: parameters.sourcePath,
    sourceBytes: plan.sizeBytes,
    hashes: written.hashes,
    imageVerdict: checked.verdict,
    sourceVerdict: 'not-performed',
    badRanges: written.badRanges.map(({ offset, length, errno }) => ({ offset, length, errno })),
    startedAt,
    endedAt: clock.now(),
    operator: tools.approval.operator.username,
    witness: tools.approval.witness.username,
  };
  let receipt: LogReceipt;
  try {
    receipt = note('done', factsForLog(image, written));
  } catch (error) {
    await unnameSegments(paths);
    throw error;
  }
  await leaveRecord(plan, tools, facts, image, written, receipt);
  return { image: tools.images.recordImage({ ...image, logIndex: receipt.index }), bytesPerSecond };
}

function metadataOf(tools: AcquireTools, facts: SourceFacts): ImageMetadata {
  const { parameters } = tools.approval;
  return {
    caseNumber: tools.exhibit.caseNumber,
    evidenceNumber: tools.exhibit.number,
    description: tools.exhibit.name,
    examiner: parameters.examiner,
    notes: parameters.notes,
    model: facts.model ?? '',
    serial: facts.serial ?? '',
    software: `Sealbench ${tools.version}`,
    operatingSystem: systemName(),
    acquiredAt: tools.clock.now(),
  };
}

async function writtenImage(
  plan: ImagePlan,
  pipeline: Pipeline,
  { approval, clock }: AcquireTools,
  job: JobContext,
): Promise<WrittenImage> {
  const { parameters } = approval;
  const { compression } = parameters;
  const source = await openSource(parameters.sourcePath);
  try {
    job.step('acquire.read', plan.sizeBytes);
    const writer = await imageFormat(parameters.format).createWriter(plan);
    try {
      return await intoImage({ pipeline, source, writer, compression, clock, job, retries: RETRIES });
    } catch (error) {
      // Whoever cancels wants nothing left; after a failure the marked files stay, to be looked at.
      if (error instanceof JobCancelledError) await removeFiles(writer.files());
      throw error;
    }
  } finally {
    await source.close();
  }
}

async function readBackOf(
  { format, hashes, verifyImage }: AcquireParameters,
  written: WrittenImage,
  pipeline: Pipeline,
  job: JobContext,
): Promise<{ readonly verdict: ImageRecord['imageVerdict']; readonly segmentHashes: readonly string[] }> {
  if (!verifyImage) return { verdict: 'not-performed', segmentHashes: [] };
  const paths = written.segments.map(({ path }) => path + PARTIAL);
  job.step('acquire.verify', null);
  try {
    const reader = await imageFormat(format).openReader(paths);
    try {
      job.step('acquire.verify', reader.sizeBytes);
      const read = await readBack(reader, pipeline, job);
      job.signal.throwIfAborted();
      const sound = reader.faults.length === 0 && read.faults.length === 0;
      const equal = hashes.every((name) => read.hashes[name] === written.hashes[name]);
      return { verdict: sound && equal ? 'matched' : 'mismatched', segmentHashes: read.segmentHashes };
    } finally {
      await reader.close();
    }
  } catch (error) {
    if (error instanceof JobCancelledError) await removeFiles(paths);
    throw error;
  }
}

async function removeFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true });
}

/** Lists of any length stay out of the log: their digest ties the record beside the image to it. */
function factsForLog(
  { segments, imageVerdict, sourceVerdict, sourceBytes, startedAt, endedAt }: Omit<ImageRecord, 'id' | 'logIndex'>,
  { hashes, badRanges }: WrittenImage,
): { readonly [key: string]: JsonValue } {
  const named = segments.map(({ path, sizeBytes, sha256 }) => ({ name: basename(path), sizeBytes, sha256 }));
  return {
    hashes: hashes as { readonly [name: string]: string },
    sourceBytes,
    segments: named.length,
    segmentsDigest: sha256Of(canonicalJson(named)),
    badRanges: badRanges.length,
    badBytes: badRanges.reduce((sum, { length }) => sum + length, 0),
    badRangesDigest: sha256Of(canonicalJson(badRanges as unknown as JsonValue)),
    imageVerdict,
    sourceVerdict,
    startedAt,
    endedAt,
  };
}

async function leaveRecord(
  plan: ImagePlan,
  { approval, log, version, exhibit }: AcquireTools,
  source: SourceFacts,
  image: Omit<ImageRecord, 'id' | 'logIndex'>,
  written: WrittenImage,
  receipt: LogReceipt,
): Promise<void> {
  const { destination, baseName, caseId, exhibitId, examiner, notes } = approval.parameters;
  const iso = (at: number): string => new Date(at).toISOString();
  if (written.badRanges.length > 0) {
    const map = rescueMap(plan.sizeBytes, written.badRanges);
    await writeFileAtomically(join(destination, `${baseName}.map`), map, { existing: 'refuse' });
  }
  await writeRecord(recordPath(destination, baseName), {
    format: RECORD_FORMAT,
    software: {
      name: 'Sealbench',
      version,
      runtime: `Node ${process.versions.node}`,
      operatingSystem: `${systemName()} ${release()}`,
    },
    case: { id: caseId, number: exhibit.caseNumber },
    exhibit: { id: exhibitId, number: exhibit.number },
    operator: image.operator,
    witness: image.witness,
    examiner,
    notes,
    source,
    image: {
      format: image.format,
      sizeBytes: plan.sizeBytes,
      sectorBytes: plan.sectorBytes,
      segmentBytes: plan.segmentBytes,
      compression: image.format === 'raw' ? 'none' : plan.compression,
      segments: image.segments.map(({ path, sizeBytes, sha256 }) => ({ name: basename(path), sizeBytes, sha256 })),
    },
    hashes: image.hashes,
    imageVerdict: image.imageVerdict,
    sourceVerdict: image.sourceVerdict,
    fill: FILL_BYTE.toString(16).padStart(2, '0'),
    badRanges: written.badRanges.map(({ offset, length, errno, at }) => ({ offset, length, errno, at: iso(at) })),
    startedAt: iso(image.startedAt),
    endedAt: iso(image.endedAt),
    log: {
      index: receipt.index,
      leafHash: receipt.leafHash,
      checkpoint: log.checkpoint([approval.operator.cosigner, approval.witness.cosigner]),
    },
  });
}
