/**
 * One pass for the benches, bundled and run in a process of its own: `image FORMAT COMPRESSION HASHES SOURCE FOLDER`,
 * `verify HASHES IMAGE` or `hash HASHES SOURCE`; HASHES with commas. Prints the peak memory in MB.
 */

import { join } from 'node:path';
import type { FormatName } from '../../src-main/engine/imaging/formats/index.ts';
import { imageFormat, recogniseFormat } from '../../src-main/engine/imaging/formats/index.ts';
import type { Compression } from '../../src-main/engine/imaging/pipeline/chunks.ts';
import type { HashName } from '../../src-main/engine/imaging/pipeline/hashes.ts';
import { openPipeline } from '../../src-main/engine/imaging/pipeline/pipeline.ts';
import { hashInOrder } from '../../src-main/engine/imaging/pipeline/readBack.ts';
import { openSource } from '../../src-main/engine/imaging/sources/index.ts';
import { useBundledWorkers } from '../../src-main/engine/lib/index.ts';
import { imagePlan, readImage, writeImage } from '../support/images.ts';
import { quietJob } from '../support/quietJob.ts';

const [what, ...args] = process.argv.slice(2);

async function image([format, compression, hashes, source, folder]: string[]): Promise<void> {
  const opened = await openSource(source ?? '');
  const plan = imagePlan(folder ?? '', opened.sizeBytes, { compression: compression as Compression });
  await writeImage(imageFormat(format as FormatName), plan, opened, hashes?.split(',') as HashName[]);
  await opened.close();
}

async function verify([hashes, path]: string[]): Promise<void> {
  const format = await recogniseFormat(path ?? '');
  const { faults } = await readImage(format, await format.findSegments(path ?? ''), hashes?.split(',') as HashName[]);
  if (faults.length > 0) throw new Error('the image is damaged');
}

async function hash([hashes, path]: string[]): Promise<void> {
  const source = await openSource(path ?? '');
  const names = hashes?.split(',') as HashName[];
  const pipeline = openPipeline({ plainBytes: 1 << 20, packedBytes: 0, hashes: names, packs: false });
  let offset = 0;
  const load = async (plain: Uint8Array) => {
    const bytes = await source.read(plain, offset);
    if (bytes === 0) return null;
    const loaded = { offset, bytes, places: null, path: source.path, segment: 0, segmentOffset: 0, faults: [] };
    offset += bytes;
    return loaded;
  };
  await hashInOrder({ load, chunkBytes: 1 }, pipeline, quietJob(), () => undefined);
  await pipeline.crew.digests();
  await pipeline.close();
}

const passes: Readonly<Record<string, (args: string[]) => Promise<void>>> = { image, verify, hash };
useBundledWorkers(join(__dirname, 'workers'));
void passes[what ?? '']?.(args).then(() => {
  process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
});
