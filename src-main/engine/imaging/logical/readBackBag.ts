/** Reads an acquired bag again: every payload file that its list names, every hash. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Verdict } from '../../../../src-preload/contract/index.ts';
import type { HashName } from '../pipeline/hashes.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { hashInOrder, type ReadBackJob } from '../pipeline/readBack.ts';
import { ENTRIES } from './bagFolder.ts';

export async function readBackBag(
  folder: string,
  hashes: readonly HashName[],
  pipeline: Pipeline,
  job: ReadBackJob,
): Promise<Verdict> {
  let bytesBefore = 0;
  const lines = createInterface({
    input: createReadStream(join(folder, ENTRIES)),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    const entry = JSON.parse(line) as { readonly payload?: string } & { readonly [name in HashName]?: string };
    if (entry.payload === undefined) continue;
    bytesBefore = await hashFile(join(folder, entry.payload), bytesBefore, pipeline, job);
    const found = await pipeline.crew.digests();
    if (hashes.some((name) => found[name] !== entry[name])) return 'mismatched';
  }
  return 'matched';
}

/** Returns how many bytes were read so far, this file's included. */
async function hashFile(path: string, bytesBefore: number, pipeline: Pipeline, job: ReadBackJob): Promise<number> {
  const file = await open(path, 'r');
  let offset = 0;
  async function load(plain: Uint8Array) {
    const { bytesRead } = await file.read(plain, 0, plain.length, offset);
    if (bytesRead === 0) return null;
    const loaded = { offset, bytes: bytesRead, places: null, path, segment: 0, segmentOffset: 0, faults: [] };
    offset += bytesRead;
    return loaded;
  }
  const progress = (bytes: number): void => job.progress(bytesBefore + bytes);
  await hashInOrder({ load, chunkBytes: 1 }, pipeline, { ...job, progress }, () => undefined).finally(() =>
    file.close(),
  );
  return bytesBefore + offset;
}
