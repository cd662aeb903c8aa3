import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectSource, listSources } from '../../../src-main/engine/imaging/index.ts';
import { openSource } from '../../../src-main/engine/imaging/sources/index.ts';
import { parseMountInfo } from '../../../src-main/engine/imaging/sources/mounts.ts';
import { sourceFacts } from '../../../src-preload/contract/index.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { run } from '../../support/stockTools.ts';

function file(content: Uint8Array | string): string {
  const path = join(temporaryFolder(), 'source.img');
  writeFileSync(path, content);
  return path;
}

describe('what is said of a source', () => {
  it('a plain file has its size, and what nobody knows of it is null', async () => {
    const facts = await inspectSource(file('0123456789'));
    expect(facts).toMatchObject({
      kind: 'file',
      sizeBytes: 10,
      model: null,
      serial: null,
      system: false,
      barred: null,
    });
    expect(sourceFacts.parse(facts)).toEqual(facts);
  });

  it('a folder counts the bytes of its files', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a'), '12345');
    expect(await inspectSource(folder)).toMatchObject({ kind: 'folder', sizeBytes: 5, barred: null });
  });

  it('a device of characters and a missing path are refused by name', async () => {
    const folder = temporaryFolder();
    expect((await inspectSource('/dev/null')).barred).toBe('source.kind');
    await expect(inspectSource(join(folder, 'absent'))).rejects.toThrow('source.not-found');
    await expect(openSource(folder)).rejects.toThrow('source.folder');
    await expect(openSource('/dev/null')).rejects.toThrow('source.kind');
    await expect(openSource(join(folder, 'absent'))).rejects.toThrow('source.not-found');
  });

  it.skipIf(process.getuid?.() === 0)('a file without permission is barred as unreadable', async () => {
    const path = file('secret');
    chmodSync(path, 0o000);
    expect((await inspectSource(path)).barred).toBe('source.unreadable');
  });

  it('a symbolic link is what it points at', async () => {
    const path = file('0123456789');
    const link = join(temporaryFolder(), 'link');
    symlinkSync(path, link);
    expect((await inspectSource(link)).sizeBytes).toBe(10);
  });

  it('every listed disk fits the contract, and the disk that holds / is the system and barred', async () => {
    const sources = await listSources();
    for (const source of sources) expect(sourceFacts.parse(source)).toEqual(source);
    const root = sources.filter(({ mountedAt }) => mountedAt.includes('/'));
    for (const source of root) expect(source).toMatchObject({ system: true, barred: 'source.system-disk' });
  });

  it('mount points with spaces and Chinese names are read as they are', () => {
    const [mount] = parseMountInfo(
      '36 35 8:1 / /media/案件\\040一 rw,noatime master:1 - ext4 /dev/sda1 rw,errors=continue\n',
    );
    expect(mount).toEqual({ number: '8:1', point: '/media/案件 一', fileSystem: 'ext4', source: '/dev/sda1' });
  });
});

describe('an opened source', () => {
  it('offers no way to write', async () => {
    const source = await openSource(file('0123456789'));
    expect(Object.keys(source).sort()).toEqual([
      'assertUnchanged',
      'close',
      'path',
      'read',
      'sectorBytes',
      'sizeBytes',
      'stamp',
    ]);
    const flags = run('sh', ['-c', `cat /proc/${process.pid}/fdinfo/*`], '/').output;
    expect(flags).toContain('flags:');
    await source.close();
  });

  it('keeps the access time of the file that it reads', async () => {
    const path = file(new Uint8Array(100_000));
    utimesSync(path, new Date('2020-01-01T00:00:00Z'), new Date('2021-01-01T00:00:00Z'));
    const source = await openSource(path);
    await source.read(new Uint8Array(100_000), 0);
    await source.assertUnchanged();
    await source.close();
    expect(statSync(path).atime.toISOString()).toBe('2020-01-01T00:00:00.000Z');
  });

  it('tells that the file grew or was written to meanwhile', async () => {
    const path = file('0123456789');
    const source = await openSource(path);
    writeFileSync(path, `${readFileSync(path, 'utf8')}more`);
    await expect(source.assertUnchanged()).rejects.toThrow('source.changed');
    await source.close();
  });
});

const loop = losetup();

describe.skipIf(loop === null)('a loop device', () => {
  it('is a block device with the size of its file, read-only, and its file is named', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'disk.img');
    writeFileSync(path, Buffer.alloc(1_048_576, 'A'));
    const device = run('losetup', ['--read-only', '-f', '--show', path], folder).output.trim();
    try {
      const facts = await inspectSource(device);
      expect(facts).toMatchObject({
        kind: 'block-device',
        sizeBytes: 1_048_576,
        logicalSectorBytes: 512,
        readOnly: true,
      });
      const source = await openSource(device);
      const target = new Uint8Array(512);
      expect(await source.read(target, 1_048_064)).toBe(512);
      expect(Buffer.from(target).toString()).toBe('A'.repeat(512));
      await source.close();
    } finally {
      run('losetup', ['-d', device], folder);
    }
  });

  it('that is mounted is barred, and so is the file behind it', async ({ skip }) => {
    const folder = temporaryFolder();
    const path = join(folder, 'disk.img');
    writeFileSync(path, Buffer.alloc(4_194_304));
    run('mkfs.ext4', ['-q', '-F', path], folder);
    mkdirSync(join(folder, 'mounted'));
    const device = run('losetup', ['-f', '--show', path], folder).output.trim();
    try {
      const mounted = run('mount', [device, join(folder, 'mounted')], folder);
      if (mounted.status !== 0) {
        skip(`not performed: ${mounted.output}`);
      }
      expect(await inspectSource(device)).toMatchObject({
        barred: 'source.mounted',
        mountedAt: [join(folder, 'mounted')],
      });
      expect((await inspectSource(path)).barred).toBe('source.mounted');
    } finally {
      run('umount', [join(folder, 'mounted')], folder);
      run('losetup', ['-d', device], folder);
    }
  });
});

/** Null where loop devices cannot be made (no root, no kernel support). */
function losetup(): true | null {
  const found = process.getuid?.() === 0 && run('losetup', ['-f'], '/').status === 0;
  if (!found) console.warn('not performed: loop devices need root');
  return found ? true : null;
}
