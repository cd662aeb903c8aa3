/** Writing and reading one image without an acquisition around it, and contents that compress in every way. */
import { randomBytes } from 'node:crypto';
import type { ImageFormat, ImagePlan, ImageReader } from '../../src-main/engine/imaging/formats/index.ts';
import { nameSegments } from '../../src-main/engine/imaging/formats/index.ts';
import type { HashName } from '../../src-main/engine/imaging/pipeline/hashes.ts';
import { intoImage, type WrittenImage } from '../../src-main/engine/imaging/pipeline/intoImage.ts';
import { openPipeline } from '../../src-main/engine/imaging/pipeline/pipeline.ts';
import { type ReadBack, readBack } from '../../src-main/engine/imaging/pipeline/readBack.ts';
import type { ReadOnlySource } from '../../src-main/engine/imaging/sources/index.ts';
import { systemClock } from '../../src-main/engine/lib/index.ts';
import { quietJob } from './quietJob.ts';

export const ALL_HASHES: readonly HashName[] = ['sha256', 'sm3', 'md5', 'sha1'];

export function imagePlan(folder: string, sizeBytes: number, changes: Partial<ImagePlan> = {}): ImagePlan {
  return {
    folder,
    baseName: 'image',
    sizeBytes,
    sectorBytes: 512,
    segmentBytes: 0,
    compression: 'fast',
    physical: true,
    setIdentifier: randomBytes(16),
    metadata: {
      caseNumber: '案号〔2026〕1号',
      evidenceNumber: '检材-1',
      description: '硬盘 “甲”',
      examiner: '王警官',
      notes: '备注\t含制表符\n与换行',
      model: 'Model',
      serial: 'Serial',
      software: 'Sealbench',
      operatingSystem: 'Linux',
      acquiredAt: Date.UTC(2026, 10, 24, 8, 30, 0),
    },
    ...changes,
  };
}

export function memorySource(content: Uint8Array, sectorBytes = 512): ReadOnlySource {
  return {
    path: 'memory',
    sizeBytes: content.length,
    sectorBytes,
    stamp: 'memory',
    read: async (target, offset) => {
      const part = content.subarray(offset, offset + target.length);
      target.set(part);
      return part.length;
    },
    assertUnchanged: async () => undefined,
    close: async () => undefined,
  };
}

/** Writes the source as an image, under its real names. */
export async function writeImage(
  format: ImageFormat,
  plan: ImagePlan,
  source: ReadOnlySource,
  hashes: readonly HashName[] = ALL_HASHES,
): Promise<WrittenImage> {
  const pipeline = openPipeline({ ...format.slot, hashes, packs: true });
  try {
    const writer = await format.createWriter(plan, 'create');
    const { compression } = plan;
    const job = quietJob();
    const noteWindow = async () => undefined;
    const work = { pipeline, source, writer, compression, clock: systemClock, job, retries: 1 };
    const written = await intoImage({ ...work, done: [], windowBytes: 1 << 26, noteWindow });
    await nameSegments(written.segments.map(({ path }) => path));
    return written;
  } finally {
    await pipeline.close();
  }
}

export async function readImage(
  format: ImageFormat,
  paths: readonly string[],
  hashes: readonly HashName[] = ALL_HASHES,
): Promise<ReadBack & { readonly reader: ImageReader }> {
  const reader = await format.openReader(paths);
  const pipeline = openPipeline({ ...reader.slot, hashes, packs: true });
  try {
    return { ...(await readBack(reader, pipeline, quietJob())), reader };
  } finally {
    await pipeline.close();
    await reader.close();
  }
}

/** Zeros, text, random bytes, a counter and a repeated random block in turn, 100,000 bytes each; the same every time. */
export function mixedContent(sizeBytes: number): Uint8Array {
  const content = new Uint8Array(sizeBytes);
  let state = 12345;
  const random = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 16;
  };
  const words = '客户 投诉 evidence chunk 辱骂 sector image 2026-11-24 ';
  const text = new TextEncoder().encode(words);
  const block = Uint8Array.from({ length: 4096 }, () => random() & 0xff);
  for (let at = 0; at < sizeBytes; at++) {
    const kind = Math.floor(at / 100_000) % 5;
    if (kind === 1) content[at] = text[(at + (random() & 3)) % text.length] as number;
    else if (kind === 2) content[at] = random() & 0xff;
    else if (kind === 3) content[at] = at >> 2;
    else if (kind === 4) content[at] = block[at % block.length] as number;
  }
  return content;
}

/** Larger content from a smaller one: the same tile, its first bytes different each time. */
export function tiledContent(sizeBytes: number): Uint8Array {
  const tile = mixedContent(5_000_000);
  const content = new Uint8Array(sizeBytes);
  for (let at = 0, number = 1; at < sizeBytes; at += tile.length, number++) {
    content.set(tile.subarray(0, sizeBytes - at), at);
    content.set(new TextEncoder().encode(`tile ${number}`).subarray(0, sizeBytes - at), at);
  }
  return content;
}
