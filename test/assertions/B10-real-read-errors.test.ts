/** B10, with errors that the kernel gives: nbdkit's error filter behind a FUSE file. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { acquire } from '../../src-main/engine/imaging/index.ts';
import { exportedMedium } from '../support/exportedMedium.ts';
import { temporaryFolder } from '../support/folders.ts';
import { acquireTools, watchedJob } from '../support/imaging.ts';
import { lbaStamped } from '../support/lbaStamped.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { hasTool } from '../support/stockTools.ts';

const tools = hasTool('nbdfuse') && hasTool('nbdkit') && hasTool('ewfexport') && existsSync('/dev/fuse');
const content = lbaStamped(4096);

/** A file that reads as `content`, with the filter's arguments. */
async function served(skip: TestContext['skip'], args: readonly string[]): Promise<string> {
  const folder = temporaryFolder();
  const image = join(folder, 'image.raw');
  const path = join(folder, 'served');
  writeFileSync(image, content);
  writeFileSync(path, '');
  const child = spawn('nbdfuse', ['-r', path, '--command', 'nbdkit', '-s', '--filter=error', 'file', image, ...args], {
    stdio: 'ignore',
  });
  onTestFinished(() => {
    spawnSync('fusermount', ['-u', path]);
    spawnSync('fusermount3', ['-u', path]);
    child.kill();
  });
  for (let waited = 0; waited < 50; waited++) {
    if (statSync(path).size === content.length) return path;
    await sleep(100);
  }
  return skip('not performed: nbdfuse did not mount');
}

async function acquired(sourcePath: string) {
  const { parameters } = preparedAcquisition(new Uint8Array());
  const { image } = await acquire(
    acquireTools({ ...parameters, sourcePath, sourceBytes: content.length }),
    watchedJob(),
  );
  return { image, exported: exportedMedium(image) };
}

describe.skipIf(!tools)('B10: read errors of a served medium', () => {
  it('errors that pass when tried again cost nothing', { timeout: 60_000 }, async ({ skip }) => {
    const path = await served(skip, ['error-pread=EIO', 'error-pread-rate=0.05']);
    const { image, exported } = await acquired(path);
    const expected = Buffer.from(content);
    for (const { offset, length } of image.badRanges) expected.fill(0, offset, offset + length);
    expect(exported.equals(expected)).toBe(true);
  });

  it('a medium that fails everywhere is zeros, and every sector of it is named', { timeout: 60_000 }, async ({
    skip,
  }) => {
    const path = await served(skip, ['error-pread=EIO', 'error-pread-rate=1']);
    const { image, exported } = await acquired(path);
    expect(image.badRanges).toEqual([{ offset: 0, length: content.length, errno: 'EIO' }]);
    expect(exported.every((byte) => byte === 0)).toBe(true);
    expect(readFileSync(join(image.path, '..', 'image.map'), 'utf8')).toContain('0x00000000  0x00200000  -');
  });
});
