/**
 * The passes of an acquisition: the source into the image, the image read back, the source read again where asked for.
 * Begins anew or goes on where an interrupted one was killed.
 */
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { type as systemName } from 'node:os';
import { join } from 'node:path';
import type { AcquireParameters, SourceFacts, Verdict } from '../../../src-preload/contract/index.ts';
import { JobCancelledError, type JobContext } from '../jobs/index.ts';
import { EvidenceError, fromHex, toHex } from '../lib/index.ts';
import type { Acquired } from './acquired.ts';
import type { AcquireTools } from './acquireTools.ts';
import { type FormatName, type ImagePlan, type ImageWriter, imageFormat, PARTIAL } from './formats/index.ts';
import { continueJournal, createJournal, type JournalHead, journalPath, readJournal } from './journal.ts';
import { type Hashes, type HashName, markingHash } from './pipeline/hashes.ts';
import { intoImage, type WrittenImage } from './pipeline/intoImage.ts';
import { openPipeline, type Pipeline } from './pipeline/pipeline.ts';
import { readAround } from './pipeline/readAround.ts';
import { hashInOrder, readBack } from './pipeline/readBack.ts';
import { retrace } from './pipeline/retrace.ts';
import { WINDOW_BYTES, type Window } from './pipeline/window.ts';
import { imagePlanOf } from './plan.ts';
import { openSource, type ReadOnlySource } from './sources/index.ts';

/** Further attempts for a sector that cannot be read. */
const RETRIES = 2;

export async function acquireMedium(
  tools: AcquireTools,
  format: FormatName,
  facts: SourceFacts,
  job: JobContext,
): Promise<Acquired> {
  const { parameters } = tools.approval;
  const journal = journalPath(parameters.destination, parameters.baseName);
  const source = await (tools.openSource ?? openSource)(parameters.sourcePath);
  try {
    const { head, windows } = parameters.resume
      ? await interruptedOf(parameters, source, journal)
      : { head: headOf(tools, facts, source), windows: [] };
    const plan = imagePlanOf(parameters, facts, head.metadata, fromHex(head.setIdentifier));
    const pipeline = openPipeline({
      ...imageFormat(format).slot,
      hashes: withMark(parameters.hashes),
      packs: format === 'e01',
    });
    try {
      job.step('acquire.read', plan.sizeBytes);
      const first = await firstPass({ tools, format, head, windows, plan, pipeline, source, job, journal });
      const { written } = first;
      const hashes: Hashes = Object.fromEntries(parameters.hashes.map((name) => [name, written.hashes[name]]));
      job.computed(hashes);
      const back = await readBackPass(parameters, format, written, pipeline, job);
      const sourceVerdict = await secondPass(parameters, written, pipeline, source, tools, job);
      const paths = written.segments.map(({ path }) => path);
      return {
        unfinished: paths,
        path: paths[0] ?? '',
        segments: written.segments.map((segment, index) => ({ ...segment, sha256: back.segmentHashes[index] ?? null })),
        sizeBytes: plan.sizeBytes,
        sectorBytes: plan.sectorBytes,
        hashes,
        badRanges: written.badRanges,
        imageVerdict: back.imageVerdict,
        sourceVerdict,
        startedAt: head.startedAt,
        resumedAt: parameters.resume ? first.from : null,
        entries: null,
        bytesPerSecond: first.bytesPerSecond,
      };
    } finally {
      await pipeline.close();
    }
  } catch (error) {
    // Whoever cancels wants nothing left; after a failure the marked files stay, to be looked at and taken up again.
    if (error instanceof JobCancelledError) await removeUnfinished(parameters);
    throw error;
  } finally {
    await source.close();
  }
}

/** SM3 alone could not mark windows: SHA-256 goes along, and is not reported. */
function withMark(hashes: readonly HashName[]): readonly HashName[] {
  return markingHash(hashes) === null ? [...hashes, 'sha256'] : hashes;
}

function headOf(tools: AcquireTools, facts: SourceFacts, source: ReadOnlySource): JournalHead {
  const { approval, clock, exhibit, version } = tools;
  const { parameters } = approval;
  return {
    parameters,
    source: facts,
    sourceStamp: source.stamp,
    setIdentifier: toHex(randomBytes(16)),
    ceremonyId: approval.ceremonyId,
    metadata: {
      caseNumber: exhibit.caseNumber,
      evidenceNumber: exhibit.number,
      description: exhibit.name,
      examiner: parameters.examiner,
      notes: parameters.notes,
      model: facts.model ?? '',
      serial: facts.serial ?? '',
      software: `Sealbench ${version}`,
      operatingSystem: systemName(),
      acquiredAt: clock.now(),
    },
    startedAt: clock.now(),
  };
}

/** Only the same acquisition of the same, unchanged source goes on. */
async function interruptedOf(parameters: AcquireParameters, source: ReadOnlySource, journal: string) {
  const interrupted = await readJournal(journal);
  const begun = interrupted.head.parameters;
  const differing = Object.keys({ ...parameters, ...begun }).find((key) => {
    const name = key as keyof AcquireParameters;
    return name !== 'resume' && JSON.stringify(parameters[name]) !== JSON.stringify(begun[name]);
  });
  if (differing !== undefined) throw new EvidenceError('imaging.resume-other-parameters', { path: journal, differing });
  if (interrupted.head.sourceStamp !== source.stamp) {
    throw new EvidenceError('imaging.resume-other-source', { path: source.path });
  }
  return interrupted;
}

interface FirstPass {
  readonly tools: AcquireTools;
  readonly format: FormatName;
  readonly head: JournalHead;
  readonly windows: readonly Window[];
  readonly plan: ImagePlan;
  readonly pipeline: Pipeline;
  readonly source: ReadOnlySource;
  readonly job: JobContext;
  readonly journal: string;
}

async function firstPass(pass: FirstPass) {
  const { tools, plan, pipeline, source, job } = pass;
  const { writer, done, journal } = await begunOrRetraced(pass);
  const from = done.at(-1)?.end ?? 0;
  const began = performance.now();
  try {
    const { compression } = plan;
    const noteWindow = (window: Window): Promise<void> => journal.add(window);
    const work = { pipeline, source, writer, compression, clock: tools.clock, job, retries: RETRIES };
    const written = await intoImage({ ...work, done, windowBytes: WINDOW_BYTES, noteWindow });
    const bytesPerSecond = ((plan.sizeBytes - from) * 1000) / Math.max(1, performance.now() - began);
    return { written, from, bytesPerSecond };
  } finally {
    await journal.close();
  }
}

async function begunOrRetraced({ tools, format: name, head, windows, plan, pipeline, job, journal }: FirstPass) {
  const format = imageFormat(name);
  if (windows.length > 0) {
    const quiet = { whilePaused: job.whilePaused, progress: job.progress, found: () => undefined };
    const retraced = await retrace(windows, () => format.createWriter(plan, 'retrace'), pipeline, quiet);
    const { writer } = retraced;
    return { writer, done: retraced.windows, journal: await continueJournal(journal, head, retraced.windows) };
  }
  // Killed before the first window stood in the image: nothing is worth keeping.
  if (tools.approval.parameters.resume) await removeUnfinished(head.parameters);
  const begun = await createJournal(journal, head);
  let writer: ImageWriter;
  try {
    writer = await format.createWriter(plan, 'create');
  } catch (error) {
    await begun.close();
    throw error;
  }
  return { writer, done: [], journal: begun };
}

async function readBackPass(
  { hashes, verifyImage }: AcquireParameters,
  format: FormatName,
  written: WrittenImage,
  pipeline: Pipeline,
  job: JobContext,
): Promise<{ readonly imageVerdict: Verdict; readonly segmentHashes: readonly string[] }> {
  if (!verifyImage) return { imageVerdict: 'not-performed', segmentHashes: [] };
  const reader = await imageFormat(format).openReader(written.segments.map(({ path }) => path + PARTIAL));
  try {
    job.step('acquire.verify', reader.sizeBytes);
    const read = await readBack(reader, pipeline, job);
    job.signal.throwIfAborted();
    const sound = reader.faults.length === 0 && read.faults.length === 0;
    const imageVerdict = sound && equalHashes(hashes, read.hashes, written.hashes) ? 'matched' : 'mismatched';
    return { imageVerdict, segmentHashes: read.segmentHashes };
  } finally {
    await reader.close();
  }
}

async function secondPass(
  { hashes, verifySource }: AcquireParameters,
  written: WrittenImage,
  pipeline: Pipeline,
  source: ReadOnlySource,
  { clock }: AcquireTools,
  job: JobContext,
): Promise<Verdict> {
  if (verifySource !== true) return 'not-performed';
  job.step('acquire.source', source.sizeBytes);
  let offset = 0;
  async function load(plain: Uint8Array) {
    if (offset >= source.sizeBytes) return null;
    const bytes = Math.min(plain.length, source.sizeBytes - offset);
    await readAround(source, plain.subarray(0, bytes), offset, { clock, retries: RETRIES, signal: job.signal });
    const loaded = { offset, bytes, places: null, path: source.path, segment: 0, segmentOffset: 0, faults: [] };
    offset += bytes;
    return loaded;
  }
  await hashInOrder({ load, chunkBytes: 1 }, pipeline, job, () => undefined);
  job.signal.throwIfAborted();
  return equalHashes(hashes, await pipeline.crew.digests(), written.hashes) ? 'matched' : 'mismatched';
}

function equalHashes(names: readonly HashName[], a: Hashes, b: Hashes): boolean {
  return names.every((name) => a[name] === b[name]);
}

async function removeUnfinished({ destination, baseName }: AcquireParameters): Promise<void> {
  for (const name of await readdir(destination)) {
    if (name.startsWith(`${baseName}.`) && name.endsWith(PARTIAL)) await rm(join(destination, name), { force: true });
  }
}
