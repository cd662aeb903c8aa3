/** B04: a block device and a partition of one are imaged to their final sectors, without a duplicate. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { acquire, inspectSource, verifyImage } from '../../src-main/engine/imaging/index.ts';
import { exportedMedium } from '../support/exportedMedium.ts';
import { temporaryFolder } from '../support/folders.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { lbaStamped, misplacedSectors } from '../support/lbaStamped.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { hasTool, run } from '../support/stockTools.ts';

const loops = process.getuid?.() === 0 && run('losetup', ['-f'], '/').status === 0;
if (!loops) console.warn('not performed: loop devices need root');

/** A read-only loop device over this content; detached when the test has finished. */
function loopDevice(content: Uint8Array, args: readonly string[] = []): { device: string; file: string } {
  const folder = temporaryFolder();
  const file = join(folder, 'disk.img');
  writeFileSync(file, content);
  const { output } = run('losetup', ['--read-only', '-f', '--show', ...args, file], folder);
  const device = output.trim();
  onTestFinished(() => void run('losetup', ['-d', device], folder));
  return { device, file };
}

async function acquired(sourcePath: string, format: 'e01' | 'raw') {
  const { sizeBytes } = await inspectSource(sourcePath);
  const { parameters } = preparedAcquisition(new Uint8Array(), { format });
  return acquire(acquireTools({ ...parameters, sourcePath, sourceBytes: sizeBytes, verifySource: true }), watchedJob());
}

describe.skipIf(!loops || !hasTool('ewfverify'))('B04: block devices', () => {
  it.each(['e01', 'raw'] as const)('a whole device as %s', async (format) => {
    const content = lbaStamped(5001);
    const { device } = loopDevice(content);
    const { image } = await acquired(device, format);
    expect(image).toMatchObject({ imageVerdict: 'matched', sourceVerdict: 'matched', badRanges: [] });
    const exported = exportedMedium(image);
    expect(misplacedSectors(exported)).toEqual([]);
    expect(exported.equals(content)).toBe(true);
    expect((await verifyImage(image.path, watchedJob())).verdict).toBe('matched');
    if (format === 'e01') expect(run('ewfverify', ['-q', image.path], '/').output).toContain('ewfverify: SUCCESS');
  });

  it('a device of 4 KiB sectors', async () => {
    const content = lbaStamped(300, 4096);
    const { device } = loopDevice(content, ['--sector-size', '4096']);
    const facts = await inspectSource(device);
    expect(facts.logicalSectorBytes).toBe(4096);
    const { image } = await acquired(device, 'e01');
    expect(exportedMedium(image).equals(content)).toBe(true);
    expect(run('ewfinfo', [image.path], '/').output).toMatch(/Bytes per sector:\s+4096/);
  });

  it('a partition, from its first sector to its last', async ({ skip }) => {
    const content = lbaStamped(8192);
    // MBR (two partitions): status, CHS, type, CHS, first sector, sectors; 55 AA at the end.
    const mbr = Buffer.from(content.buffer, 0, 512);
    mbr.fill(0, 446, 510);
    for (const [index, first, sectors] of [
      [0, 2048, 1001],
      [1, 4096, 4096],
    ] as const) {
      mbr[446 + index * 16 + 4] = 0x83;
      mbr.writeUInt32LE(first, 446 + index * 16 + 8);
      mbr.writeUInt32LE(sectors, 446 + index * 16 + 12);
    }
    mbr.writeUInt16LE(0xaa55, 510);
    const { device } = loopDevice(content, ['-P']);
    const partition = `${device}p1`;
    if (!existsSync(partition)) {
      skip('not performed: this kernel shows no partitions of loop devices');
    }
    const { image } = await acquired(partition, 'raw');
    const expected = Buffer.from(content).subarray(2048 * 512, (2048 + 1001) * 512);
    expect(readFileSync(image.path).equals(expected)).toBe(true);
  });

  it('is barred while it is mounted', async ({ skip }) => {
    const { device, file } = loopDevice(new Uint8Array(8 << 20));
    if (run('mkfs.ext4', ['-q', '-F', file], '/').status !== 0) {
      skip('not performed: no mkfs.ext4');
    }
    const point = join(temporaryFolder(), 'mounted');
    mkdirSync(point);
    if (run('mount', ['-o', 'ro', device, point], '/').status !== 0) {
      skip('not performed: cannot mount');
    }
    try {
      expect((await inspectSource(device)).barred).toBe('source.mounted');
    } finally {
      run('umount', [point], '/');
    }
  });
});
