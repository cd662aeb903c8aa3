/** The medium's bytes as they are, in one file `<name>.raw` or in `<name>.001`, `.002` … of at most a given size. */
import { join } from 'node:path';
import type { ImagePlan, ImageWriter, SegmentFile } from '../imageFormat.ts';
import { createSegment, type OpenSegment, PARTIAL } from '../segmentFile.ts';

export async function createRawWriter(plan: ImagePlan): Promise<ImageWriter> {
  const split = plan.segmentBytes > 0;
  const sealed: SegmentFile[] = [];
  let segment: OpenSegment = await createSegment(segmentPath(plan, split, 1));

  async function seal(): Promise<void> {
    await segment.seal();
    sealed.push({ path: segment.path, sizeBytes: segment.sizeBytes });
  }

  return {
    chunkBytes: null,
    async append(plain) {
      let rest = plain;
      while (rest.length > 0) {
        const room = split ? plan.segmentBytes - segment.sizeBytes : rest.length;
        if (room === 0) {
          await seal();
          segment = await createSegment(segmentPath(plan, split, sealed.length + 1));
          continue;
        }
        await segment.append([rest.subarray(0, room)]);
        rest = rest.subarray(room);
      }
    },
    async finish() {
      await seal();
      return sealed;
    },
    abandon: () => segment.close(),
    files: () => [...new Set([...sealed.map(({ path }) => path), segment.path])].map((path) => path + PARTIAL),
  };
}

function segmentPath(plan: ImagePlan, split: boolean, number: number): string {
  return join(plan.folder, `${plan.baseName}.${split ? rawExtension(number) : 'raw'}`);
}

/** `001` … `999`, then `1000` and on. */
export function rawExtension(number: number): string {
  return String(number).padStart(3, '0');
}
