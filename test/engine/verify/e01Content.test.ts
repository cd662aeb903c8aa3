/** The second reader of E01, the one that verification uses inside volumes, on images that others published. */
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EvidenceError } from '../../../src-main/engine/lib/index.ts';
import { e01Content } from '../../../src-main/engine/verify/image/e01Content.ts';
import { folderTree, type ReadableTree } from '../../../src-main/engine/verify/tree.ts';
import { hasSharedData, sharedData } from '../../support/sharedData.ts';

const IMAGES = [
  [['dfvfs_ext2.E01'], 4194304, 'a6c2f0e39afe6c6ab432ca5465349fcefe8dc944398e97b2d957d3f89dbb5d80'],
  [
    ['plaso_image-split.E01', 'plaso_image-split.E02'],
    1474560,
    '694da90e9fc6858c6dd77450add177670eb450534c3fecee2633356d6a969b98',
  ],
] as const;

describe.runIf(hasSharedData('disk/e01'))('The E01 reader of verification', () => {
  const tree = folderTree(dirname(sharedData('disk/e01/dfvfs_ext2.E01')));

  test.each(IMAGES)('reads %j as %i bytes with the published SHA-256', async (names, sizeBytes, sha256) => {
    const { hash, bytes } = await read(tree, names);
    expect([bytes, hash]).toEqual([sizeBytes, sha256]);
  });

  test('says that the image is cut when its second segment is missing', async () => {
    await expect(read(tree, ['plaso_image-split.E01'])).rejects.toMatchObject({ code: 'verify.image-cut' });
  });

  test('judges or refuses an image with any byte changed, and never runs away', async () => {
    const original = await contentOf(tree, 'dfvfs_ext2.E01');
    for (let place = 0; place < original.length; place += 97) {
      const changed = Uint8Array.from(original);
      changed[place] = (changed[place] as number) ^ 0xff;
      const single: ReadableTree = {
        list: () => Promise.resolve([]),
        async *read(_path, from = 0) {
          yield changed.subarray(from);
        },
      };
      const outcome = await read(single, ['x']).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(EvidenceError);
      else expect((outcome as { bytes: number }).bytes).toBeLessThanOrEqual(2 ** 32);
    }
  });
});

async function read(tree: ReadableTree, names: readonly string[]): Promise<{ hash: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of e01Content(tree, names)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { hash: hash.digest('hex'), bytes };
}

async function contentOf(tree: ReadableTree, name: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of tree.read(name)) parts.push(Uint8Array.from(chunk));
  return Buffer.concat(parts);
}
