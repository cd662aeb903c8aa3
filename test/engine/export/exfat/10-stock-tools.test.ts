/** What strangers' tools say of the file systems that are written here. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FileTree } from '../../../../src-main/engine/export/filesystem/index.ts';
import { utcMs } from '../../../../src-main/engine/lib/index.ts';
import { exfatImage, fsck, keep, sleuthKitHashes, treeFile, treeHashes, treeOf } from '../../../support/exfatImages.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { hasTool } from '../../../support/stockTools.ts';

const chinese: FileTree = {
  files: [
    treeFile('说明.txt', '本卷为封存证据。\n'),
    treeFile('data/证据/图像 😀.E01', randomBytes(300_000)),
    treeFile(`data/${'长'.repeat(255)}`, randomBytes(4096)),
    treeFile('empty', ''),
    treeFile('data/Ünïcode Ωμέγα ﬀ İ ı ß.txt', 'x'),
  ],
  folders: [{ path: '空文件夹', modifiedAt: { at: utcMs(Date.UTC(2026, 0, 2)), offsetMinutes: 480 } }],
  madeAt: { at: utcMs(Date.UTC(2026, 0, 1)), offsetMinutes: 480 },
};

describe.skipIf(!hasTool('fsck.exfat'))('exfatprogs finds the file system clean', () => {
  const cases: Record<string, [FileTree, Parameters<typeof exfatImage>[2]]> = {
    'with Chinese names, an empty file, an empty folder and a name of 255 characters': [chinese, {}],
    'with nothing in it': [treeOf(), {}],
    'with a hundred folders inside one another': [treeOf(treeFile(`${'层/'.repeat(100)}f`, 'deep')), {}],
    'with a directory of several clusters': [
      treeOf(...Array.from({ length: 700 }, (_, n) => treeFile(`many/file number ${n} with a long name`, `${n}`))),
      {},
    ],
    'with clusters of one sector': [chinese, { clusterBytes: 512 }],
    'with clusters of 128 KiB': [chinese, { clusterBytes: 131072 }],
    'with sectors of 4,096 bytes': [chinese, { sectorBytes: 4096, clusterBytes: 8192 }],
    'in a given space with room to spare': [chinese, { sizeBytes: 40 * 2 ** 20 + 512 }],
  };
  for (const [name, [tree, options]] of Object.entries(cases)) {
    it(name, async () => {
      const path = keep(temporaryFolder(), 'image', await exfatImage(tree, '封证台', options));
      const { status, output } = fsck(path);
      expect(output).toContain('clean');
      expect(status).toBe(0);
    });
  }

  it('and finds the same file system corrupt when one bit of a directory is flipped', async () => {
    const image = await exfatImage(chinese);
    const at = image.indexOf(Buffer.from('说明.txt', 'utf16le'));
    image[at] = (image[at] as number) ^ 1;
    expect(fsck(keep(temporaryFolder(), 'image', image)).status).not.toBe(0);
  });
});

describe.skipIf(!hasTool('fls'))('The Sleuth Kit', () => {
  it('reads every file with the hash it had, under the name it had', async () => {
    const path = keep(temporaryFolder(), 'image', await exfatImage(chinese, '封证台'));
    expect(sleuthKitHashes(path)).toEqual(await treeHashes(chinese));
  });

  it('shows the local time of the file, two hours before midnight in New York as in Beijing', async () => {
    const at = (zone: number) => ({ at: utcMs(Date.UTC(2026, 5, 1, 22, 0, 6) - zone * 60_000), offsetMinutes: zone });
    const tree = treeOf(treeFile('peking', 'a', at(480)), treeFile('newyork', 'b', at(-240)));
    const path = keep(temporaryFolder(), 'image', await exfatImage(tree));
    const rows = spawnSync('fls', ['-f', 'exfat', '-l', '-F', path], {
      encoding: 'utf8',
      env: { TZ: 'UTC', PATH: process.env.PATH },
    });
    const times = rows.stdout.split('\n').filter((row) => /peking|newyork/.test(row));
    expect(times.map((row) => row.split('\t')[2])).toEqual(Array(2).fill('2026-06-01 22:00:06 (UTC)'));
  });
});
