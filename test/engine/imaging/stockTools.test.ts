/** What libewf and The Sleuth Kit say of our E01 images, and what we say of images that ewfacquire made. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { e01 } from '../../../src-main/engine/imaging/formats/e01/index.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { imagePlan, memorySource, mixedContent, readImage, writeImage } from '../../support/images.ts';
import { hasTool, run } from '../../support/stockTools.ts';

const libewf = hasTool('ewfverify') && hasTool('ewfexport') && hasTool('ewfinfo');
const ewfacquire = hasTool('ewfacquire');
const sleuthkit = hasTool('img_stat');
const md5 = (content: Uint8Array): string => createHash('md5').update(content).digest('hex');

describe.skipIf(!libewf)('libewf reads our E01 images', () => {
  it.each(['none', 'fast', 'best'] as const)(
    'compression %s: ewfverify succeeds and ewfexport gives the medium back',
    async (compression) => {
      const folder = temporaryFolder();
      const content = mixedContent(1_500_160);
      const plan = imagePlan(folder, content.length, { compression });
      await writeImage(e01, plan, memorySource(content));
      const verified = run('ewfverify', ['-q', '-d', 'sha1', 'image.E01'], folder);
      expect(verified.output).toContain('ewfverify: SUCCESS');
      expect(verified.status).toBe(0);
      run('ewfexport', ['-q', '-u', '-f', 'raw', '-t', 'export', 'image.E01'], folder);
      expect(readFileSync(join(folder, 'export.raw')).equals(content)).toBe(true);
    },
  );

  it('ewfinfo shows every field, Chinese included, and the format as EnCase 6', async () => {
    const folder = temporaryFolder();
    const content = mixedContent(40_960);
    await writeImage(e01, imagePlan(folder, content.length), memorySource(content));
    const { output } = run('ewfinfo', ['-d', 'iso8601', 'image.E01'], folder);
    for (const line of [
      'Case number:\t\t案号〔2026〕1号',
      'Description:\t\t硬盘 “甲”',
      'Examiner name:\t\t王警官',
      'Evidence number:\t检材-1',
      'Notes:\t\t\t备注 含制表符 与换行',
      'Operating system used:\tLinux',
      'Software version used:\tSealbench',
      'Model:\t\t\tModel',
      'Serial number:\t\tSerial',
      'File format:\t\tEnCase 6',
      'Is physical:\t\tyes',
      'Bytes per sector:\t512',
      'Number of sectors:\t80',
      `MD5:\t\t\t${md5(content)}`,
      `SHA1:\t\t\t${createHash('sha1').update(content).digest('hex')}`,
    ]) {
      expect(output).toContain(line);
    }
  });

  it('a set of more than 99 segments, whose names go on with letters, is whole', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const content = mixedContent(2_000_000).map((byte, index) => byte ^ (Math.imul(index, 2654435761) >>> 24));
    const large = new Uint8Array(content.length * 52);
    for (let at = 0; at < large.length; at += content.length) large.set(content, at);
    const plan = imagePlan(folder, large.length, { segmentBytes: 1 << 20, compression: 'none' });
    const { segments } = await writeImage(e01, plan, memorySource(large), ['md5']);
    expect(segments.length).toBeGreaterThan(100);
    expect(segments[99]?.path).toMatch(/image\.EAA$/);
    const { output } = run('ewfverify', ['-q', 'image.E01'], folder);
    expect(output).toContain(md5(large));
    expect(output).toContain('ewfverify: SUCCESS');
  });

  it('a file that ends within a sector is held to its last byte, which ewfacquire itself loses', async () => {
    const folder = temporaryFolder();
    const content = mixedContent(100_001);
    await writeImage(e01, imagePlan(folder, content.length, { sectorBytes: 1 }), memorySource(content));
    expect(run('ewfverify', ['-q', 'image.E01'], folder).output).toContain('ewfverify: SUCCESS');
    run('ewfexport', ['-q', '-u', '-f', 'raw', '-t', 'export', 'image.E01'], folder);
    expect(readFileSync(join(folder, 'export.raw')).equals(content)).toBe(true);
    if (sleuthkit) expect(run('img_stat', ['image.E01'], folder).output).toContain('Size of data in bytes:\t100001');
  });

  it('4 KiB sectors are counted as such', async () => {
    const folder = temporaryFolder();
    const content = mixedContent(409_600);
    await writeImage(e01, imagePlan(folder, content.length, { sectorBytes: 4096 }), memorySource(content, 4096));
    expect(run('ewfverify', ['-q', 'image.E01'], folder).output).toContain('ewfverify: SUCCESS');
    expect(run('ewfinfo', ['image.E01'], folder).output).toMatch(/Bytes per sector:\s+4096\s+Number of sectors:\s+100/);
  });

  it('without MD5 and SHA-1 the image holds no hash, and ewfinfo shows none', async () => {
    const folder = temporaryFolder();
    const content = mixedContent(40_960);
    await writeImage(e01, imagePlan(folder, content.length), memorySource(content), ['sha256', 'sm3']);
    expect(run('ewfinfo', ['image.E01'], folder).output).not.toContain('MD5');
    expect(run('ewfverify', ['-q', 'image.E01'], folder).output).toContain(md5(content));
  });
});

const LAYOUTS = [
  'encase1',
  'encase2',
  'encase3',
  'encase4',
  'encase5',
  'encase6',
  'encase7',
  'linen5',
  'linen6',
  'linen7',
  'ftk',
];

describe.skipIf(!ewfacquire)('we read what ewfacquire writes', () => {
  const content = mixedContent(3_000_320);

  async function acquired(args: readonly string[]) {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'medium.raw'), content);
    const { output } = run('ewfacquire', ['-u', '-q', '-t', 'other', ...args, 'medium.raw'], folder);
    expect(output).not.toContain('FAILURE');
    const paths = await e01.findSegments(join(folder, 'other.E01'));
    const read = await readImage(e01, paths, ['md5']);
    return { paths, read };
  }

  it.each(LAYOUTS)('layout %s', async (layout) => {
    const { read } = await acquired(['-f', layout, '-c', 'fast', '-C', 'C-1', '-E', 'E-1', '-e', 'Examiner']);
    expect(read.reader.faults).toEqual([]);
    expect(read.faults).toEqual([]);
    expect(read.reader.sizeBytes).toBe(content.length);
    expect(read.hashes.md5).toBe(md5(content));
    expect(read.reader.storedHashes.md5).toBe(md5(content));
    expect(read.reader.metadata).toMatchObject({ caseNumber: 'C-1', evidenceNumber: 'E-1', examiner: 'Examiner' });
  });

  it.each(['none', 'empty-block', 'best'])('compression %s in several segments', async (compression) => {
    const { paths, read } = await acquired(['-f', 'encase6', '-c', compression, '-S', '1048576']);
    expect(paths.length).toBeGreaterThan(1);
    expect([...read.reader.faults, ...read.faults]).toEqual([]);
    expect(read.hashes.md5).toBe(md5(content));
  });

  it.each(['16', '128', '2048', '32768'])('chunks of %s sectors', async (sectors) => {
    const { read } = await acquired(['-f', 'encase5', '-c', 'fast', '-b', sectors]);
    expect(read.reader.chunkBytes).toBe(Number(sectors) * 512);
    expect([...read.reader.faults, ...read.faults]).toEqual([]);
    expect(read.hashes.md5).toBe(md5(content));
  });
});
