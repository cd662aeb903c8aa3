/** B05: of a folder, names, times, links and everything that could not be captured are recorded; contents are exact. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acquire, inspectSource, planAcquisition } from '../../src-main/engine/imaging/index.ts';
import { verifyPath } from '../../src-main/engine/verify/index.ts';
import { temporaryFolder } from '../support/folders.ts';
import { mixedContent } from '../support/images.ts';
import { acquireTools, recordingLog, watchedJob } from '../support/imaging.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';
import { hasTool, run } from '../support/stockTools.ts';

const LONG = `${'很长的名字'.repeat(16)}.txt`;
const UNDECODABLE = Buffer.from([0x6e, 0xff, 0xfe, 0x2e, 0x74, 0x78, 0x74]);

/** A folder with whatever a folder can hold. */
function sourceFolder(): string {
  const folder = join(temporaryFolder(), '聊天记录');
  mkdirSync(join(folder, '群聊', '空文件夹'), { recursive: true });
  writeFileSync(join(folder, '群聊', '2026年11月.txt'), '客户：投诉\n');
  writeFileSync(join(folder, LONG), 'long');
  writeFileSync(join(folder, 'percent 100%.txt'), 'percent');
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), UNDECODABLE]), 'undecodable');
  writeFileSync(join(folder, 'large.bin'), mixedContent(2_500_000));
  symlinkSync('群聊/2026年11月.txt', join(folder, 'link'));
  writeFileSync(join(folder, 'sparse'), '');
  truncateSync(join(folder, 'sparse'), 3_000_000);
  spawnSync('mkfifo', [join(folder, 'pipe')]);
  utimesSync(join(folder, 'empty'), new Date('2020-01-01T00:00:00Z'), new Date('2021-02-03T04:05:06.500Z'));
  return folder;
}

async function acquired() {
  const sourcePath = sourceFolder();
  const { sizeBytes } = await inspectSource(sourcePath);
  const { parameters, destination } = preparedAcquisition(new Uint8Array(), { format: 'bag', baseName: 'bag' });
  const log = recordingLog();
  const tools = acquireTools({ ...parameters, sourcePath, sourceBytes: sizeBytes }, log);
  const { image } = await acquire(tools, watchedJob());
  const lines = readFileSync(join(image.path, 'sealbench', 'entries.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const entries = lines.map(
    (line) => JSON.parse(line) as Readonly<Record<string, string | number | boolean | object | null>>,
  );
  return { sourcePath, destination, image, entries, log };
}

describe('B05: a folder acquired into a bag', () => {
  it('is a bag that sha256sum accepts, with every file exact', async () => {
    const { sourcePath, image, entries } = await acquired();
    if (hasTool('sha256sum')) {
      // RFC 8493 percent-encodes the percent sign, which sha256sum does not undo: that line is looked at below.
      const lines = readFileSync(join(image.path, 'manifest-sha256.txt'), 'utf8').split('\n');
      const plain = lines.filter((line) => !line.includes('%')).join('\n');
      const checked = spawnSync('sha256sum', ['--strict', '-c', '-'], {
        cwd: image.path,
        input: plain,
        encoding: 'utf8',
      });
      expect(checked.stderr).toBe('');
      expect(checked.status).toBe(0);
      expect(run('sha256sum', ['--strict', '-c', 'tagmanifest-sha256.txt'], image.path).status).toBe(0);
      expect(lines.some((line) => line.endsWith('  data/percent 100%25.txt'))).toBe(true);
    }
    for (const { path, payload, pathHex } of entries.filter((entry) => entry.payload !== undefined)) {
      const name = typeof pathHex === 'string' ? Buffer.from(pathHex, 'hex') : Buffer.from(path as string);
      const original = readFileSync(Buffer.concat([Buffer.from(`${sourcePath}/`), name]));
      expect(readFileSync(join(image.path, payload as string)).equals(original)).toBe(true);
    }
    expect(image.imageVerdict).toBe('matched');
    const digest = createHash('sha256')
      .update(readFileSync(join(image.path, 'tagmanifest-sha256.txt')))
      .digest('hex');
    expect(image.hashes.sha256).toBe(digest);
  });

  it('lists every entry with its name, kind, times and links, and says what was not captured', async () => {
    const { entries, log } = await acquired();
    const by = (path: string) => entries.find((entry) => entry.path === path);
    expect(by('群聊/2026年11月.txt')).toMatchObject({
      kind: 'file',
      sizeBytes: 16,
      payload: 'data/群聊/2026年11月.txt',
    });
    expect(by(LONG)).toMatchObject({ kind: 'file', payload: `data/${LONG}` });
    expect(by('群聊/空文件夹')).toMatchObject({ kind: 'folder' });
    expect(by('link')).toMatchObject({ kind: 'link', target: '群聊/2026年11月.txt' });
    expect(by('sparse')).toMatchObject({ sizeBytes: 3_000_000, sparse: true });
    expect(by('empty')).toMatchObject({
      modifiedAt: '2021-02-03T04:05:06.500000000Z',
      accessedAt: '2020-01-01T00:00:00.000000000Z',
    });
    expect(by('pipe')).toMatchObject({ kind: 'other', notCaptured: 'special-file' });
    const undecodable = entries.find((entry) => entry.pathHex === UNDECODABLE.toString('hex'));
    expect(undecodable).toMatchObject({ payload: 'data/unnameable/1' });
    expect(entries).toHaveLength(11);
    expect(log.drafts.at(-1)?.subject).toMatchObject({ entries: { files: 7, folders: 2, links: 1, notCaptured: 1 } });
  });

  it('is accepted by the verifier, and one changed byte is not', async () => {
    const { image } = await acquired();
    const { checks } = await verifyPath(image.path, null, watchedJob());
    // Only what makes a sealed package of a bag is not there to be checked.
    expect(checks.filter(({ name }) => !name.startsWith('package.')).map(({ verdict }) => verdict)).not.toContain(
      'mismatched',
    );
    expect(checks.filter(({ verdict }) => verdict !== 'matched').every(({ name }) => name.startsWith('package.'))).toBe(
      true,
    );
    const path = join(image.path, 'data', '群聊', '2026年11月.txt');
    writeFileSync(path, readFileSync(path, 'utf8').replace('投诉', '表扬'));
    expect((await verifyPath(image.path, null, watchedJob())).verdict).toBe('mismatched');
  });

  it('cancelled, leaves nothing; a folder is not imaged, and a bag is not made inside its folder', async () => {
    const sourcePath = sourceFolder();
    const { sizeBytes } = await inspectSource(sourcePath);
    const { parameters, destination } = preparedAcquisition(new Uint8Array(), { format: 'bag', baseName: 'bag' });
    const asked = { ...parameters, sourcePath, sourceBytes: sizeBytes };
    const job = watchedJob((_, self) => self.cancel());
    await expect(acquire(acquireTools(asked), job)).rejects.toThrow('job.cancelled');
    expect(readdirSync(destination)).toEqual([]);
    await expect(planAcquisition({ ...asked, format: 'e01' })).rejects.toThrow('source.folder');
    await expect(planAcquisition({ ...asked, destination: join(sourcePath, '群聊') })).rejects.toThrow(
      'destination-in-source',
    );
  });

  it('of a single file is a bag of one', async () => {
    const { parameters, content } = preparedAcquisition(mixedContent(100_000), { format: 'bag', baseName: 'bag' });
    const { image } = await acquire(acquireTools(parameters), watchedJob());
    expect(readFileSync(join(image.path, 'data', 'source.img')).equals(content)).toBe(true);
  });
});
