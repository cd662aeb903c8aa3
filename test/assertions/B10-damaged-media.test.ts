/** B10: first, last, many and all sectors bad; sectors that come right when tried again; a medium that is slow. */
import { describe, expect, it } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { exportedMedium } from '../support/exportedMedium.ts';
import { type Faults, faultySource } from '../support/faultySource.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { lbaStamped } from '../support/lbaStamped.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { hasTool, run } from '../support/stockTools.ts';

const SECTORS = 4100;
const content = lbaStamped(SECTORS);

async function acquired(faults: Faults) {
  const { parameters } = preparedAcquisition(content);
  const source = faultySource(content, faults);
  const { image } = await acquire({ ...acquireTools(parameters), openSource: async () => source }, watchedJob());
  return { image, source, bad: image.badRanges.map(({ offset, length }) => [offset / 512, length / 512]) };
}

const range = (first: number, count: number): [number, number] => [first * 512, (first + count) * 512];

describe.skipIf(!hasTool('ewfverify'))('B10: damaged media', () => {
  it('the first sector is bad', async () => {
    expect((await acquired({ bad: [range(0, 1)] })).bad).toEqual([[0, 1]]);
  });

  it('the last sector is bad', async () => {
    expect((await acquired({ bad: [range(SECTORS - 1, 1)] })).bad).toEqual([[SECTORS - 1, 1]]);
  });

  it('runs across blocks and slots are each one range', async () => {
    const { image, bad } = await acquired({ bad: [range(100, 200), range(2000, 100), range(4000, 3)] });
    expect(bad).toEqual([
      [100, 200],
      [2000, 100],
      [4000, 3],
    ]);
    expect(run('ewfverify', ['-q', image.path], '/').output).toContain('ewfverify: SUCCESS');
  });

  it('every sector is bad: the image is zeros, and says so', { timeout: 60_000 }, async () => {
    const { image, bad } = await acquired({ bad: [range(0, SECTORS)] });
    expect(bad).toEqual([[0, SECTORS]]);
    expect(exportedMedium(image).every((byte) => byte === 0)).toBe(true);
  });

  it('a sector that comes right on the second further attempt is not bad', async () => {
    const { image, bad, source } = await acquired({ intermittent: new Map([[1234 * 512, 2]]) });
    expect(bad).toEqual([]);
    expect(exportedMedium(image).equals(content)).toBe(true);
    expect(source.reads.filter(([offset, length]) => offset === 1234 * 512 && length === 512)).toHaveLength(3);
  });

  it('a good medium is read in large pieces, each once', async () => {
    const { source } = await acquired({});
    expect(source.reads.map(([, length]) => length)).toEqual([1_048_576, 1_048_576, SECTORS * 512 - 2 * 1_048_576]);
  });

  it('around one bad sector only its own block is read sector by sector', async () => {
    const { source } = await acquired({ bad: [range(300, 1)] });
    const single = source.reads.filter(([, length]) => length === 512);
    // 128 sectors of a block of 64 KiB, and two further attempts for the bad one.
    expect(single).toHaveLength(128 + 2);
  });

  it('a slow medium is read to its end', async () => {
    const { image } = await acquired({ delayMs: 30, bad: [range(7, 1)] });
    expect(image.imageVerdict).toBe('matched');
  });
});
