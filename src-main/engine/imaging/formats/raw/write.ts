/** The medium's bytes as they are, in one file `<name>.raw` or in `<name>.001`, `.002` … of at most a given size. */
import { join } from 'node:path';
import type { Extent, ImagePlan, ImageWriter, SegmentFile } from '../imageFormat.ts';
import { type OpenSegment, openSegment, removeBeyond, type SegmentMode } from '../segmentFile.ts';

export async function createRawWriter(plan: ImagePlan, mode: SegmentMode): Promise<ImageWriter> {
  const split = plan.segmentBytes > 0;
  const sealed: SegmentFile[] = [];
  let present: SegmentMode = mode;
  let segment: OpenSegment = await openSegment(segmentPath(plan, split, 1), present);

  async function seal(): Promise<void> {
    await segment.seal();
    sealed.push({ path: segment.path, sizeBytes: segment.sizeBytes });
  }

  return {
    chunkBytes: null,
    async append(plain) {
      const extents: Extent[] = [];
      let rest = plain;
      while (rest.length > 0) {
        const room = split ? plan.segmentBytes - segment.sizeBytes : rest.length;
        if (room === 0) {
          await seal();
          segment = await openSegment(segmentPath(plan, split, sealed.length + 1), present);
          continue;
        }
        const part = rest.subarray(0, room);
        extents.push({ path: segment.path, offset: segment.sizeBytes, bytes: part.length });
        await segment.append([part]);
        rest = rest.subarray(room);
      }
      return extents;
    },
    sync: () => segment.sync(),
    async goOn() {
      present = 'create';
      if (split) await removeBeyond((number) => segmentPath(plan, split, number), sealed.length + 2);
      await segment.goOn();
    },
    async finish() {
      await seal();
      return sealed;
    },
    abandon: () => segment.close(),
  };
}

function segmentPath(plan: ImagePlan, split: boolean, number: number): string {
  return join(plan.folder, `${plan.baseName}.${split ? rawExtension(number) : 'raw'}`);
}

/** `001` … `999`, then `1000` and on. */
export function rawExtension(number: number): string {
  return String(number).padStart(3, '0');
}
