/** Archives: what is refused, member by member; what is unpacked, and how far. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openZip } from '../../../src-main/engine/intake/archive/zip.ts';
import { detectSource, summarise } from '../../../src-main/engine/intake/index.ts';
import { openSource } from '../../../src-main/engine/intake/source/openSource.ts';
import { heldWhole, type SourceFile } from '../../../src-main/engine/intake/source/sourceFile.ts';
import type { IntakeWarning } from '../../../src-main/engine/intake/warnings.ts';
import { hasSharedData, sharedData } from '../../support/sharedData.ts';
import { storedZip } from '../../support/storedZip.ts';

interface Opened {
  readonly names: readonly string[];
  readonly contents: readonly (Buffer | null)[];
  /** Codes of warnings and errors. */
  readonly complaints: readonly string[];
}

async function openBytes(bytes: Buffer): Promise<Opened> {
  const warnings: IntakeWarning[] = [];
  const complaints: string[] = [];
  let members: readonly SourceFile[] = [];
  try {
    members = (await openZip(bytes, { file: 'x.zip', member: null }, (warning) => warnings.push(warning))).members;
  } catch (error) {
    complaints.push((error as { code: string }).code);
  }
  const contents: (Buffer | null)[] = [];
  for (const member of members) {
    try {
      contents.push(await heldWhole(member, 64 << 20));
    } catch (error) {
      complaints.push((error as { code: string }).code);
      contents.push(null);
    }
  }
  complaints.push(...warnings.map(({ code }) => code));
  return { names: members.map(({ path }) => path), contents, complaints };
}

async function packed(path: string): Promise<readonly (readonly [string, Buffer])[]> {
  if (!hasSharedData(path)) return [];
  const { files } = await openSource(sharedData(path), () => {});
  return Promise.all(
    files.map(async (file) => [file.path.split('/').at(-1) ?? '', (await heldWhole(file)) ?? Buffer.alloc(0)] as const),
  );
}

const failures = (await packed('malformed/zip/yauzl_failure_dev.tar.gz')).filter(([, bytes]) => bytes[0] === 0x50);
const successes = await packed('malformed/zip/yauzl_success.tar.gz');
const disagreeing = (await packed('malformed/zip/libzip_inconsistent_dev.tar.gz')).filter(
  ([, bytes]) => bytes[0] === 0x50,
);
const written = await packed('malformed/zip/golang_archive_zip_testdata.tar.gz');

describe('published archives', () => {
  it.runIf(failures.length > 0).each(failures)('%s is not read in silence', async (_name, bytes) => {
    expect((await openBytes(bytes)).complaints.length).toBeGreaterThan(0);
  });

  it.runIf(successes.length > 0).each(successes)('%s is read, or what it hides is named', async (name, bytes) => {
    const { complaints } = await openBytes(bytes);
    const allowed = /encrypt/.test(name)
      ? 'member-encrypted'
      : /bogus/.test(name)
        ? 'member-method-unknown'
        : /wrong-entry/.test(name)
          ? null
          : 'member-headers-disagree';
    if (allowed !== null) for (const complaint of complaints) expect(complaint).toBe(allowed);
  });

  it.runIf(disagreeing.length > 0)(
    'where the two headers of a member disagree, most archives are complained of',
    async () => {
      const silent: string[] = [];
      for (const [name, bytes] of disagreeing) if ((await openBytes(bytes)).complaints.length === 0) silent.push(name);
      // Comments, extra fields and a count that is too low name no other content.
      expect(silent.every((name) => /comment|ef-|file-count-low/.test(name))).toBe(true);
    },
  );

  it.runIf(written.length > 0)('names in Chinese are read as seven programs write them', async () => {
    for (const [name, bytes] of written) {
      if (name.startsWith('utf8-')) expect((await openBytes(bytes)).names).toEqual(['世界']);
    }
  });

  it.runIf(hasSharedData('malformed/zip'))('a bomb inside an archive is not unpacked', async () => {
    const { sources, warnings } = await summarise(sharedData('malformed/zip/libzip_bigzero-zip.zip'));
    expect(sources).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(['file-is-packed']);
  });

  it.runIf(hasSharedData('malformed/archives'))('names that lead out of an archive are refused', async () => {
    for (const name of ['dfvfs_zip_absolute_paths.zip', 'dfvfs_tar_mixed_paths.tar']) {
      const { warnings } = await summarise(sharedData(`malformed/archives/${name}`));
      expect(warnings.map(({ code }) => code)).toContain('member-name-unsafe');
    }
  });

  it.runIf(hasSharedData('malformed'))(
    'nothing in the folders of broken files makes it fail',
    async () => {
      for (const folder of ['zip', 'archives', 'other', 'encodings', 'csv', 'json']) {
        const { warnings } = await summarise(sharedData(`malformed/${folder}`));
        for (const { part } of warnings) expect(part.file).not.toBe('');
      }
    },
    120_000,
  );
});

describe('archives', () => {
  it('a checksum that is wrong is reported, the content is given', async () => {
    const bytes = storedZip({ 'a.txt': 'hello' });
    bytes[bytes.indexOf('hello')] = 0x4a;
    expect(await openBytes(bytes)).toMatchObject({
      contents: [Buffer.from('Jello')],
      complaints: ['member-checksum-wrong'],
    });
  });

  it('a name in GBK without a flag, as Windows writes it, is read as Chinese', async () => {
    const bytes = storedZip({ 'XXXX.txt': 'x' });
    // 「聊天」 in GBK, with the UTF-8 flag taken away, in both headers.
    for (let at = bytes.indexOf('XXXX'); at >= 0; at = bytes.indexOf('XXXX'))
      Buffer.from('c1c4ccec', 'hex').copy(bytes, at);
    bytes.writeUInt16LE(0, 6);
    bytes.writeUInt16LE(0, bytes.indexOf('PK\u0001\u0002', 'latin1') + 8);
    expect((await openBytes(bytes)).names).toEqual(['聊天.txt']);
  });

  it('of two members with one name only the first is read, and that is said', async () => {
    const bytes = storedZip({ 'a.txt': '1', 'b.txt': '2' });
    for (let at = bytes.indexOf('b.txt'); at >= 0; at = bytes.indexOf('b.txt')) bytes[at] = 0x61;
    expect(await openBytes(bytes)).toMatchObject({ names: ['a.txt'], complaints: ['member-name-taken'] });
  });
});

describe('a folder', () => {
  let folder = '';
  const chat = '13/6/2024, 10:00 - A: hello\n13/6/2024, 10:01 - B: there\n';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'intake-folder-'));
    writeFileSync(join(folder, 'WhatsApp Chat - Jane.zip'), storedZip({ '_chat.txt': chat, 'IMG-1.jpg': 'x' }));
    writeFileSync(join(folder, 'signal.txt.gz'), gzipSync('[2019-12-24, 12:23] Jane: hi\n'));
    writeFileSync(join(folder, 'broken.zip'), 'PK\u0003\u0004 and no more');
    writeFileSync(join(folder, 'app.db'), 'SQLite format 3\u0000 and so on');
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'inner', 'photo.png'), 'x');
    symlinkSync('/etc/hostname', join(folder, 'inner', 'link.txt'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is its files, and the members of the archives in it; each what is not read has a reason', async () => {
    const { sources, mediaFiles, warnings } = await summarise(folder);
    expect(sources.map(({ format, file, member, records }) => [format, file, member, records])).toEqual([
      ['whatsapp', 'WhatsApp Chat - Jane.zip', '_chat.txt', 2],
      ['signal-text', 'signal.txt.gz', 'signal.txt', 1],
    ]);
    expect(mediaFiles).toBe(2);
    expect(warnings.map(({ code, part }) => [code, part.file])).toEqual([
      ['file-damaged', 'broken.zip'],
      ['link-not-followed', 'inner/link.txt'],
      ['file-is-database', 'app.db'],
    ]);
  });

  it('gives the same parts in the same order every time', async () => {
    const paths = async (): Promise<readonly string[]> => {
      const detected = await detectSource(folder);
      detected.close();
      return detected.parts.map(({ file }) => file.path);
    };
    expect(await paths()).toEqual(await paths());
  });
});
