/** A file over 4 GiB, the limit of FAT32. The image is sparse: zeros are skipped, not written. */
import { spawnSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { layoutExfat, type TreeFile } from '../../../../src-main/engine/export/filesystem/index.ts';
import { fsck, treeFile, treeOf } from '../../../support/exfatImages.ts';
import { TREE_TIME } from '../../../support/fileTrees.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { hasTool } from '../../../support/stockTools.ts';

const SIZE = 2 ** 32 + 12_345_678;
const ZEROS = Buffer.alloc(1 << 20);
const ROOM_BEHIND = 32768 - (SIZE % 32768);
const END = Buffer.from('the end of a file over four gigabytes');

const large: TreeFile = {
  path: 'images/over 4 GiB.dd',
  sizeBytes: SIZE,
  modifiedAt: TREE_TIME,
  async *open() {
    for (let left = SIZE - END.length; left > 0; left -= ZEROS.length)
      yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
    yield END;
  },
};

it.skipIf(!hasTool('fsck.exfat') || !hasTool('icat'))(
  'exfatprogs finds it clean, The Sleuth Kit sees its whole size and reads the file behind it, its last bytes are in place',
  async () => {
    const image = join(temporaryFolder(), 'image');
    const file = await open(image, 'wx');
    const layout = layoutExfat(treeOf(large, treeFile('behind.txt', 'behind')), '');
    let at = 0;
    for await (const part of layout.content()) {
      if (!ZEROS.subarray(0, part.length).equals(part)) await file.write(part, 0, part.length, at);
      at += part.length;
    }
    await file.truncate(layout.sizeBytes);
    await file.close();
    expect(at).toBe(layout.sizeBytes);
    expect(fsck(image)).toMatchObject({ status: 0 });
    const written = await open(image);
    // Clusters of 32 KiB: behind its last one lies the cluster of the other file, and nothing else.
    const { buffer } = await written.read(
      Buffer.alloc(END.length),
      0,
      END.length,
      layout.sizeBytes - 32768 - ROOM_BEHIND - END.length,
    );
    await written.close();
    expect(buffer.toString()).toBe(END.toString());
    const listed = spawnSync('fls', ['-f', 'exfat', '-r', '-F', '-p', image], { encoding: 'utf8' }).stdout;
    const address = (name: string): string =>
      /(\d+)/.exec(listed.split('\n').find((row) => row.includes(name)) ?? '')?.[1] ?? '';
    const shell = (command: string): string => spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout;
    expect(shell(`fls -f exfat -l -r -F '${image}' | grep 'over 4 GiB'`).split('\t')[6]).toBe(String(SIZE));
    expect(shell(`icat -f exfat '${image}' ${address('behind')}`)).toBe('behind');
  },
  60_000,
);
