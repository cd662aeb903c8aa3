/** A whole device as the target: loop devices, honest and hostile. Needs root; skipped, and said so, without. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  discardVolume,
  inspectTarget,
  openSealedVolume,
  type VolumeFormat,
  writeSealedVolume,
} from '../../../../src-main/engine/export/volume/index.ts';
import type { JobContext } from '../../../../src-main/engine/jobs/types.ts';
import { treeFile, treeOf } from '../../../support/exfatImages.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { tcryptDump } from '../../../support/independentVolume.ts';
import { quietJob } from '../../../support/quietJob.ts';

/** With a PIM of 1, which a long passphrase may have, a key is derived thirty times faster. */
const PASSPHRASE = 'a long left half, a long right half';
const PIM = 1;
const tree = treeOf(treeFile('证据.bin', randomBytes(700_000)), treeFile('a.txt', 'evidence'));

interface Loop {
  readonly device: string;
  readonly backing: string;
}

/** A loop device over a file of random bytes, as if something had been on it. */
function loop(bytes: number, options: readonly string[] = [], folder = temporaryFolder()): Loop | null {
  const backing = join(folder, 'medium');
  writeFileSync(backing, randomBytes(Math.min(bytes, 4 << 20)));
  truncateSync(backing, bytes);
  const made = spawnSync('losetup', ['-f', '--show', ...options, backing], { encoding: 'utf8' });
  if (made.status !== 0) return null;
  const device = made.stdout.trim();
  onTestFinished(() => {
    spawnSync('losetup', ['-d', device]);
  });
  return { device, backing };
}

const NO_LOOP = 'not performed: no loop device can be made';

function seal(
  target: string,
  format: VolumeFormat = 'veracrypt',
  job: JobContext = quietJob(),
): ReturnType<typeof writeSealedVolume> {
  return writeSealedVolume({ target, format, passphrase: PASSPHRASE, pim: PIM, label: '封证台', tree, job });
}

async function textOf(path: string): Promise<string> {
  const volume = await openSealedVolume(path, PASSPHRASE, { pim: PIM });
  const parts: Uint8Array[] = [];
  for await (const part of volume.readFile('a.txt')) parts.push(Uint8Array.from(part));
  expect(volume.findings).toEqual([]);
  await volume.close();
  return Buffer.concat(parts).toString();
}

describe('a whole device', () => {
  it('becomes a VeraCrypt volume from its first sector to its last, which cryptsetup opens at both ends', async ({
    skip,
  }) => {
    const { device, backing } = loop(24 << 20) ?? skip(NO_LOOP);
    const sealed = await seal(device);
    expect(sealed).toMatchObject({ sizeBytes: 24 << 20, verdict: 'matched', readBackFrom: 'medium' });
    expect(await textOf(device)).toBe('evidence');
    expect(await textOf(backing)).toBe('evidence');
    expect(tcryptDump(backing, PASSPHRASE, PIM).status).toBe(0);
    expect(tcryptDump(backing, PASSPHRASE, PIM, '--tcrypt-backup').status).toBe(0);
  });

  it('becomes a LUKS2 volume that cryptsetup opens', async ({ skip }) => {
    const { device } = loop(40 << 20) ?? skip(NO_LOOP);
    expect(await seal(device, 'luks2')).toMatchObject({ sizeBytes: 40 << 20, verdict: 'matched' });
    expect(await textOf(device)).toBe('evidence');
    expect(spawnSync('cryptsetup', ['open', '--test-passphrase', device], { input: PASSPHRASE }).status).toBe(0);
  });

  it('keeps nothing of what was on it before', async ({ skip }) => {
    const { device, backing } = loop(8 << 20) ?? skip(NO_LOOP);
    const old = Buffer.from('an older case, in plain text').toString('latin1');
    const bytes = readFileSync(backing);
    for (let at = 0; at + 512 < bytes.length; at += 512) bytes.write(old, at, 'latin1');
    writeFileSync(device, bytes);
    await seal(device);
    spawnSync('sync');
    expect(readFileSync(backing).includes(old)).toBe(false);
  });

  it('stops being a volume when it is discarded', async ({ skip }) => {
    const { device } = loop(24 << 20) ?? skip(NO_LOOP);
    await seal(device);
    await discardVolume(device);
    await expect(openSealedVolume(device, PASSPHRASE, { pim: PIM })).rejects.toThrow('volume.not-a-volume');
  });

  it('is told with its size, and refused when it is too small', async ({ skip }) => {
    const { device } = loop(1 << 20) ?? skip(NO_LOOP);
    expect(await inspectTarget(device)).toMatchObject({ kind: 'device', roomBytes: 1 << 20 });
    await expect(seal(device)).rejects.toThrow('volume.no-room');
  });
});

describe('a device that must not be written to', () => {
  it('because it is read-only', async ({ skip }) => {
    const { device } = loop(8 << 20, ['--read-only']) ?? skip(NO_LOOP);
    await expect(seal(device)).rejects.toThrow('volume.device-read-only');
  });

  it('because it is mounted', async ({ skip }) => {
    const { device } = loop(8 << 20) ?? skip(NO_LOOP);
    const point = join(temporaryFolder(), 'mounted');
    mkdirSync(point);
    const mounted =
      spawnSync('mkfs.ext4', ['-q', device]).status === 0 && spawnSync('mount', [device, point]).status === 0;
    if (!mounted) skip('not performed: ext4 cannot be mounted');
    onTestFinished(() => {
      spawnSync('umount', [point]);
    });
    writeFileSync(join(point, 'somebody'), 'works here');
    await expect(seal(device)).rejects.toMatchObject({ code: 'volume.device-mounted', details: { at: point } });
    expect(readFileSync(join(point, 'somebody'), 'utf8')).toBe('works here');
  });

  it('because its sectors have 4,096 bytes', async ({ skip }) => {
    const { device } = loop(8 << 20, ['--sector-size', '4096']) ?? skip(NO_LOOP);
    await expect(seal(device)).rejects.toThrow('volume.device-sectors');
  });

  it('because another job is writing to it: the second is refused, the first goes on', async ({ skip }) => {
    const { device } = loop(24 << 20) ?? skip(NO_LOOP);
    const seconds: Promise<unknown>[] = [];
    const job = {
      ...quietJob(),
      step: (name: string) => {
        if (name === 'volume.write') seconds.push(seal(device).catch((error: unknown) => error));
      },
    };
    const first = seal(device, 'veracrypt', job);
    await expect(first).resolves.toMatchObject({ verdict: 'matched' });
    expect(await Promise.all(seconds)).toMatchObject([{ code: 'volume.device-busy' }]);
    expect(await textOf(device)).toBe('evidence');
  });
});

describe('a hostile device', () => {
  it('that keeps only half of what it says is found out, and is not a volume afterwards', async ({ skip }) => {
    const { device, backing } = loop(24 << 20) ?? skip(NO_LOOP);
    const job = { ...quietJob(), step: (name: string) => name === 'volume.read-back' && forgetHalf(backing) };
    await expect(seal(device, 'veracrypt', job as JobContext)).rejects.toThrow(
      /volume\.(read-back-differs|medium-failed)/,
    );
    await expect(openSealedVolume(device, PASSPHRASE, { pim: PIM })).rejects.toThrow();
  });

  it('that fails while it is written to is reported as failed, not as sealed', async ({ skip }) => {
    // A medium of 64 MiB over a file system of 16.
    const folder = temporaryFolder();
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${16 << 20}`, 'sealbench-test', folder]).status !== 0) {
      skip('not performed: tmpfs cannot be mounted');
    }
    onTestFinished(() => {
      spawnSync('umount', ['-l', folder]);
    });
    const { device } = loop(64 << 20, [], folder) ?? skip(NO_LOOP);
    await expect(seal(device)).rejects.toThrow(/volume\.(medium-failed|room-ran-out)/);
    await expect(openSealedVolume(device, PASSPHRASE, { pim: PIM })).rejects.toThrow();
  });

  it('on which the sealing was cancelled holds no volume, and no signature of another', async ({ skip }) => {
    const { device } = loop(24 << 20) ?? skip(NO_LOOP);
    await seal(device);
    const cancel = new AbortController();
    const job = {
      ...quietJob(cancel.signal),
      step: (name: string) => name === 'volume.read-back' && cancel.abort(new Error('stop')),
    };
    await expect(seal(device, 'veracrypt', job as JobContext)).rejects.toThrow('stop');
    await expect(openSealedVolume(device, PASSPHRASE, { pim: PIM })).rejects.toThrow('volume.not-a-volume');
  });
});

function forgetHalf(backing: string): void {
  truncateSync(backing, 12 << 20);
  truncateSync(backing, 24 << 20);
}
