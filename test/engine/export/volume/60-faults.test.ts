/** Whatever goes wrong while sealing: a clear error, and nothing behind that could be taken for a sealed volume. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FileTree, TreeFile } from '../../../../src-main/engine/export/filesystem/index.ts';
import { openSealedVolume, planVolume, writeSealedVolume } from '../../../../src-main/engine/export/volume/index.ts';
import type { JobContext } from '../../../../src-main/engine/jobs/types.ts';
import { sha256Hex } from '../../../../src-main/engine/lib/index.ts';
import { treeFile, treeOf } from '../../../support/exfatImages.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { quietJob } from '../../../support/quietJob.ts';

/** With a PIM of 1, which a long passphrase may have, a key is derived thirty times faster. */
const PASSPHRASE = 'a long left half, a long right half';
const PIM = 1;
const content = randomBytes(3_000_000);
const tree = treeOf(treeFile('evidence.bin', content), treeFile('b.txt', 'b'));

function seal(
  target: string,
  given: FileTree = tree,
  job: JobContext = quietJob(),
): ReturnType<typeof writeSealedVolume> {
  return writeSealedVolume({
    target,
    format: 'veracrypt',
    passphrase: PASSPHRASE,
    pim: PIM,
    label: '',
    tree: given,
    job,
  });
}

/** Runs `now` when the bytes of the file are asked for, after the first piece. */
function interrupted(file: TreeFile, now: () => void): TreeFile {
  return {
    ...file,
    async *open() {
      let first = true;
      for await (const chunk of file.open()) {
        yield chunk;
        if (first) now();
        first = false;
      }
    },
  };
}

describe('sealing', () => {
  it('tells the hash of every file as it went in, and reads all of them back from the medium', async () => {
    const target = join(temporaryFolder(), 'sealed.hc');
    const progress: number[] = [];
    const steps: unknown[] = [];
    const job = {
      ...quietJob(),
      step: (...step: unknown[]) => steps.push(step),
      progress: (bytes: number) => progress.push(bytes),
    };
    const sealed = await seal(target, tree, job);
    expect(sealed.files).toEqual([
      { path: 'evidence.bin', sizeBytes: content.length, sha256: createHash('sha256').update(content).digest('hex') },
      { path: 'b.txt', sizeBytes: 1, sha256: createHash('sha256').update('b').digest('hex') },
    ]);
    expect(sealed.verdict).toBe('matched');
    expect(sealed.sizeBytes).toBe(readFileSync(target).length);
    expect(sealed.sizeBytes).toBe(planVolume(tree, 'veracrypt').neededBytes);
    expect(steps).toEqual([
      ['volume.write', sealed.sizeBytes - 2 * 131072],
      ['volume.read-back', content.length + 1],
    ]);
    expect(Math.max(...progress)).toBe(sealed.sizeBytes - 2 * 131072);
    expect(progress.at(-1)).toBe(content.length + 1);
  });

  it('never overwrites: what stands at the target stays as it was', async () => {
    const folder = temporaryFolder();
    const target = join(folder, 'sealed.hc');
    writeFileSync(target, 'something else');
    await expect(seal(target)).rejects.toThrow('volume.target-exists');
    expect(readFileSync(target, 'utf8')).toBe('something else');
    expect(readdirSync(folder)).toEqual(['sealed.hc']);
  });

  it('stops when it is cancelled, while writing and while reading back, and leaves nothing', async () => {
    for (const when of ['volume.write', 'volume.read-back']) {
      const folder = temporaryFolder();
      const cancel = new AbortController();
      const job = {
        ...quietJob(cancel.signal),
        step: (name: string) => name === when && cancel.abort(new Error('cancelled here')),
      };
      await expect(seal(join(folder, 'sealed.hc'), tree, job as JobContext)).rejects.toThrow('cancelled here');
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('refuses content that is not what the list says, and leaves nothing', async () => {
    const folder = temporaryFolder();
    const listed = { ...treeFile('b.txt', 'b'), sha256: sha256Hex('0'.repeat(64)) };
    await expect(seal(join(folder, 'sealed.hc'), treeOf(listed))).rejects.toThrow('volume.source-changed');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('passes on what the source throws, and leaves nothing', async () => {
    const folder = temporaryFolder();
    const failing = interrupted(treeFile('a', content), () => {
      throw new Error('the source broke');
    });
    await expect(seal(join(folder, 'sealed.hc'), treeOf(failing))).rejects.toThrow('the source broke');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('finds out when the medium gives back one wrong bit: in a header, the file system, a directory, the content', async () => {
    const places: Record<string, (volume: Buffer) => number> = {
      'the first header': () => 100,
      'the boot region': () => 131072 + 72,
      'the allocation bitmap': () => 131072 + 65536 + 4096,
      'the content': (volume) => Math.floor(volume.length / 2),
      'the backup header': (volume) => volume.length - 131072 + 500,
    };
    for (const place of Object.values(places)) {
      const folder = temporaryFolder();
      const job = {
        ...quietJob(),
        step(name: string) {
          if (name === 'volume.read-back') flipBit(join(folder, readdirSync(folder)[0] ?? ''), place);
        },
      };
      await expect(seal(join(folder, 'sealed.hc'), tree, job)).rejects.toMatchObject({
        code: 'volume.read-back-differs',
      });
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('leaves, when killed, a partial file that no passphrase opens and no file of the name', async () => {
    const folder = temporaryFolder();
    const script = resolve(import.meta.dirname, '../../../support/sealForever.ts');
    const child = spawn(process.execPath, [script, join(folder, 'sealed.hc'), PASSPHRASE], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const dead = new Promise((exited) => child.once('exit', exited));
    const ready = new Promise((said) => child.stdout.once('data', said));
    await Promise.race([ready, dead]);
    child.kill('SIGKILL');
    await dead;
    const [left, ...more] = readdirSync(folder);
    expect(left).toMatch(/^\.sealed\.hc\.[0-9a-f]{12}\.partial$/);
    expect(more).toEqual([]);
    await expect(openSealedVolume(join(folder, left ?? ''), PASSPHRASE, { pim: PIM })).rejects.toThrow();
  });
});

function flipBit(path: string, place: (volume: Buffer) => number): void {
  const bytes = readFileSync(path);
  const at = place(bytes);
  const file = openSync(path, 'r+');
  writeSync(file, Uint8Array.of((bytes[at] as number) ^ 1), 0, 1, at);
}

/** A file system of a few MiB; null where it cannot be mounted (needs root). */
function smallFileSystem(bytes: number): string | null {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'sealbench-test', folder]).status !== 0) return null;
  onTestFinished(() => {
    spawnSync('umount', [folder]);
  });
  return folder;
}

describe('a target without room', () => {
  it('is refused before anything is written, with the bytes needed and free', async ({ skip }) => {
    const folder = smallFileSystem(2 << 20) ?? skip('not performed: tmpfs cannot be mounted');
    await expect(seal(join(folder, 'sealed.hc'))).rejects.toMatchObject({
      code: 'volume.no-room',
      details: { neededBytes: planVolume(tree, 'veracrypt').neededBytes, roomBytes: 2 << 20 },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that fills up meanwhile is reported, and what was written is removed', async ({ skip }) => {
    const folder = smallFileSystem(8 << 20) ?? skip('not performed: tmpfs cannot be mounted');
    const filled = interrupted(treeFile('evidence.bin', content), () => {
      writeFileSync(join(folder, 'somebody else'), Buffer.alloc(7 << 20));
    });
    await expect(seal(join(folder, 'sealed.hc'), treeOf(filled))).rejects.toMatchObject({
      code: 'volume.room-ran-out',
    });
    expect(readdirSync(folder)).toEqual(['somebody else']);
  });
});

describe('a read-only or missing folder', () => {
  it('is an error with its name', async () => {
    await expect(seal(join(temporaryFolder(), 'no such folder', 'sealed.hc'))).rejects.toThrow('ENOENT');
  });
});
