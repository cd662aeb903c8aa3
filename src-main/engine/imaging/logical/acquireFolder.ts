/**
 * Logical acquisition: a folder, or one file, into a bag. Every entry is listed with what could not be captured of it;
 * the content of regular files is copied and hashed in one pass, then read back.
 */
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SourceFacts, Verdict } from '../../../../src-preload/contract/index.ts';
import { JobCancelledError, type JobContext } from '../../jobs/index.ts';
import type { Acquired } from '../acquired.ts';
import type { AcquireTools } from '../acquireTools.ts';
import { PARTIAL, writeError } from '../formats/index.ts';
import { createHashStream, type Hashes, type HashName } from '../pipeline/hashes.ts';
import { openPipeline, type Pipeline } from '../pipeline/pipeline.ts';
import { type BagFolder, createBagFolder, TAG_MANIFEST } from './bagFolder.ts';
import { copyFile } from './copyFile.ts';
import { listing, payloadNames } from './listing.ts';
import { readBackBag } from './readBackBag.ts';
import { type Entry, walk } from './walk.ts';

const SLOT_BYTES = 1 << 20;

export async function acquireFolder(tools: AcquireTools, facts: SourceFacts, job: JobContext): Promise<Acquired> {
  const { parameters } = tools.approval;
  const folder = join(parameters.destination, parameters.baseName);
  // A bag needs a manifest that every checker knows: SHA-256 is always among them.
  const hashes: readonly HashName[] = [...new Set<HashName>(['sha256', ...parameters.hashes])];
  const pipeline = openPipeline({ plainBytes: SLOT_BYTES, packedBytes: 0, hashes, packs: false });
  const startedAt = tools.clock.now();
  let bag: BagFolder | null = null;
  try {
    job.step('acquire.read', facts.sizeBytes);
    const began = performance.now();
    bag = await createBagFolder(folder + PARTIAL, hashes);
    const { bytes, ...counts } = await copyAll(tools, facts, bag, pipeline, job);
    const bytesPerSecond = (bytes * 1000) / Math.max(1, performance.now() - began);
    const content = await bag.finish(information(tools, bytes, counts.files));
    let verdict: Verdict = 'not-performed';
    if (parameters.verifyImage) {
      job.step('acquire.verify', bytes);
      verdict = await readBackBag(folder + PARTIAL, hashes, pipeline, job);
    }
    job.signal.throwIfAborted();
    const digests = digestsOf(hashes, content);
    const tagManifest = { path: join(folder, TAG_MANIFEST), sizeBytes: content.length, sha256: digests.sha256 ?? null };
    return {
      unfinished: [folder],
      path: folder,
      segments: [tagManifest],
      sizeBytes: bytes,
      sectorBytes: 1,
      hashes: Object.fromEntries(parameters.hashes.map((name) => [name, digests[name]])),
      badRanges: [],
      imageVerdict: verdict,
      sourceVerdict: 'not-performed',
      startedAt,
      resumedAt: null,
      entries: counts,
      bytesPerSecond,
    };
  } catch (error) {
    await bag?.abandon();
    // As with images: whoever cancels wants nothing left, after a failure the marked folder stays.
    if (error instanceof JobCancelledError) await rm(folder + PARTIAL, { recursive: true, force: true });
    throw error;
  } finally {
    await pipeline.close();
  }
}

async function copyAll(tools: AcquireTools, facts: SourceFacts, bag: BagFolder, pipeline: Pipeline, job: JobContext) {
  const counts = { files: 0, folders: 0, links: 0, notCaptured: 0, bytes: 0 };
  const nameOf = payloadNames();
  const entries = facts.kind === 'folder' ? walk(facts.path) : alone(facts.path);
  for await (const entry of entries) {
    await job.whilePaused();
    let failure = entry.failure;
    if (entry.kind === 'file') {
      const path = nameOf(entry.path);
      const copying = { pipeline, clock: tools.clock, job };
      const copied = await copyFile(entry, () => bag.createPayload(path), counts.bytes, copying).catch(
        (error: unknown) => {
          throw writeError(error, path);
        },
      );
      if (typeof copied !== 'string') {
        const { digests, badRanges, changed, bytes } = copied;
        counts.files++;
        counts.bytes += bytes;
        if (badRanges.length > 0 || changed) {
          counts.notCaptured++;
          job.found();
        }
        const line = { ...listing(entry), payload: `data/${path}`, ...digests, badRanges, changedWhileRead: changed };
        await bag.addEntry(line, path, digests);
        continue;
      }
      failure = copied;
    } else if (entry.kind === 'folder') counts.folders++;
    else if (entry.kind === 'link') counts.links++;
    if (failure !== null) {
      counts.notCaptured++;
      job.found();
    }
    await bag.addEntry({ ...listing(entry), notCaptured: failure }, null, {});
  }
  return counts;
}

async function* alone(path: string): AsyncGenerator<Entry> {
  const name = Buffer.from(basename(path));
  for await (const entry of walk(dirname(path))) {
    if (!entry.path.equals(name)) continue;
    yield entry;
    return;
  }
}

/** Elements of `bag-info.txt` (RFC 8493 §2.2.2), reserved ones first. */
function information({ approval, clock, exhibit, version }: AcquireTools, bytes: number, files: number) {
  return [
    ['Bagging-Date', new Date(clock.now()).toISOString().slice(0, 10)],
    ['Payload-Oxum', `${bytes}.${files}`],
    ['External-Identifier', exhibit.number],
    ['External-Description', exhibit.name],
    ['Bag-Software-Agent', `Sealbench ${version}`],
    ['Case-Number', exhibit.caseNumber],
    ['Source-Path', approval.parameters.sourcePath],
    ['Examiner', approval.parameters.examiner],
  ] as const;
}

function digestsOf(hashes: readonly HashName[], content: Uint8Array): Hashes {
  const digests: [HashName, string][] = [];
  for (const name of hashes) {
    const stream = createHashStream(name);
    stream.update(content);
    digests.push([name, stream.hex()]);
  }
  return Object.fromEntries(digests);
}
