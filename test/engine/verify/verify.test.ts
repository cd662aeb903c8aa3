import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { CheckList } from '../../../src-main/engine/verify/checkList.ts';
import { verifyPath } from '../../../src-main/engine/verify/index.ts';
import { checkPackage } from '../../../src-main/engine/verify/package/index.ts';
import { folderTree } from '../../../src-main/engine/verify/tree.ts';
import type { Check } from '../../../src-preload/contract/index.ts';
import { putFiles, temporaryFolder } from '../../support/folders.ts';
import { quietJob } from '../../support/quietJob.ts';
import { PASSPHRASE, sealingScene } from '../../support/sealing.ts';

const verify = (path: string, passphrase: string | null = null) => verifyPath(path, passphrase, quietJob());
const faults = (checks: readonly Check[]) =>
  checks.filter((check) => check.verdict !== 'matched').map(({ name, subject, code }) => ({ name, subject, code }));

const folder = mkdtempSync(join(tmpdir(), 'sealbench-verify-'));
const sealed = join(folder, 'package');
const volume = join(folder, 'volume.hc');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A package in a folder and one in a volume, made once. */
let made: Promise<void> | null = null;

async function make(): Promise<void> {
  const scene = await sealingScene({ content: new Uint8Array(200_000).map((_, at) => at % 251) });
  await scene.seal({ target: sealed });
  await scene.seal({ target: volume, volume: 'veracrypt' });
}

beforeEach(() => {
  made ??= make();
  return made;
});

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function copy(): string {
  const folder = join(temporaryFolder(), 'package');
  cpSync(sealed, folder, { recursive: true });
  return folder;
}

function flip(path: string, place = -1): void {
  const content = readFileSync(path);
  const at = place < 0 ? content.length + place : place;
  content[at] = (content[at] as number) ^ 1;
  writeFileSync(path, content);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => statSync(join(folder, path)).isFile());
}

describe('A sealed package, as a folder', () => {
  test('matches in everything, and says what it is', async () => {
    const report = await verify(sealed);
    expect(faults(report.checks)).toEqual([]);
    expect(report).toMatchObject({ kind: 'package', verdict: 'matched' });
    const names = new Set(report.checks.map((check) => check.name));
    for (const name of ['bag.payload', 'bag.sm3', 'package.signature', 'package.two-people', 'log.signatures']) {
      expect(names).toContain(name);
    }
    for (const name of ['package.image-logged', 'image.hash-recorded', 'image.segment']) expect(names).toContain(name);
  });

  test('mismatches with one bit changed in any of its files, and names that file', async () => {
    for (const path of filesIn(sealed)) {
      const folder = copy();
      flip(join(folder, path), Math.floor(statSync(join(folder, path)).size / 2));
      const checks = new CheckList();
      await checkPackage(folderTree(folder), null, checks, quietJob());
      expect([path, checks.verdict()]).toEqual([path, 'mismatched']);
      const named = checks.checks.filter((check) => check.verdict === 'mismatched' && check.subject.includes(path));
      expect([path, named.length > 0]).toEqual([path, true]);
    }
  });

  test('mismatches when a file is missing, added or renamed', async () => {
    const photo = 'data/photos/JC-01/01-before-seal.png';
    const missing = copy();
    rmSync(join(missing, photo));
    const added = copy();
    putFiles(added, { 'data/photos/JC-01/05.png': 'x' });
    const renamed = copy();
    renameSync(join(renamed, photo), join(renamed, `${photo}x`));
    const codes = async (folder: string) => faults((await verify(folder)).checks).map((fault) => fault.code);
    expect(await codes(missing)).toContain('bag.missing-file');
    expect(await codes(added)).toContain('bag.unlisted-file');
    expect(await codes(renamed)).toEqual(expect.arrayContaining(['bag.missing-file', 'bag.unlisted-file']));
  });

  test('does not follow a link that was put in the place of a file', async () => {
    const folder = copy();
    const path = join(folder, 'data/photos/JC-01/01-before-seal.png');
    rmSync(path);
    symlinkSync('/etc/passwd', path);
    expect(faults((await verify(folder)).checks).map((fault) => fault.code)).toContain('bag.not-a-file');
  });

  test('is not called checked without its signatures', async () => {
    const folder = copy();
    rmSync(join(folder, 'sealbench/signatures.pem'));
    const report = await verify(folder);
    expect(report.verdict).toBe('not-performed');
    expect(faults(report.checks)).toEqual([
      { name: 'package.signature', subject: 'sealbench/signatures.pem', code: 'verify.no-signature' },
    ]);
  });

  test('mismatches when its lists were made again by somebody who cannot sign', async () => {
    const folder = copy();
    const form = join(folder, 'data/forms/JC-01/seal-record.json');
    const before = sha256(readFileSync(form));
    writeFileSync(form, readFileSync(form, 'utf8').replace('王五', '王六'));
    for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      const path = join(folder, list);
      const manifestBefore = sha256(readFileSync(join(folder, 'manifest-sha256.txt')));
      const text = readFileSync(path, 'utf8').replace(before, sha256(readFileSync(form)));
      writeFileSync(path, text);
      const tags = join(folder, 'tagmanifest-sha256.txt');
      writeFileSync(
        tags,
        readFileSync(tags, 'utf8').replace(manifestBefore, sha256(readFileSync(join(folder, 'manifest-sha256.txt')))),
      );
    }
    const codes = faults((await verify(folder)).checks).map((fault) => fault.code);
    expect(codes).toContain('cms.content-differs');
    expect(codes).not.toContain('bag.no-manifest');
  });
});

describe('A sealed volume', () => {
  test('matches in everything with its passphrase, images included, without being mounted', async () => {
    const report = await verify(volume, PASSPHRASE);
    expect(faults(report.checks)).toEqual([]);
    expect(report).toMatchObject({ kind: 'volume', verdict: 'matched' });
    expect(report.checks.filter((check) => check.name === 'image.hash-recorded')).toHaveLength(4);
  });

  test('is not called checked without its passphrase, nor with a wrong one', async () => {
    expect(await verify(volume)).toMatchObject({
      kind: 'volume',
      verdict: 'not-performed',
      checks: [{ code: 'verify.passphrase-needed' }],
    });
    expect(await verify(volume, 'wrong')).toMatchObject({
      verdict: 'not-performed',
      checks: [{ name: 'volume.opens' }],
    });
  });

  test('mismatches with a bit changed here and there in its payload', async () => {
    const path = join(temporaryFolder(), 'volume.hc');
    cpSync(volume, path);
    for (let place = 131_072 + 65_536; place < statSync(path).size - 131_072; place += 8192) flip(path, place);
    expect((await verify(path, PASSPHRASE)).verdict).toBe('mismatched');
  });

  test('says that its first header is damaged, and checks the rest by the second', async () => {
    const path = join(temporaryFolder(), 'volume.hc');
    cpSync(volume, path);
    flip(path, 100);
    const report = await verify(path, PASSPHRASE);
    expect(report.verdict).toBe('mismatched');
    expect(faults(report.checks).map((fault) => fault.name)).toEqual(['volume.structure']);
  });
});

describe('Anything else', () => {
  test('a plain bag is checked as a bag', async () => {
    const folder = temporaryFolder();
    putFiles(folder, {
      'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'manifest-sha256.txt': `${sha256(Buffer.from('hello\n'))}  data/hello.txt\n`,
      'data/hello.txt': 'hello\n',
    });
    expect(await verify(folder)).toMatchObject({ kind: 'bag', verdict: 'matched' });
  });

  test('a bag that is to be fetched from a network is not called checked', async () => {
    const folder = temporaryFolder();
    putFiles(folder, {
      'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'manifest-sha256.txt': `${sha256(Buffer.from('hello\n'))}  data/hello.txt\n`,
      'fetch.txt': 'http://example.org/hello.txt 6 data/hello.txt\n',
    });
    mkdirSync(join(folder, 'data'));
    const report = await verify(folder);
    expect(report.verdict).toBe('not-performed');
    expect(faults(report.checks).map((fault) => fault.code)).toEqual(['bag.fetch-refused']);
  });

  test('a log bundle is checked as one', async () => {
    expect(await verify(join(sealed, 'data/log'))).toMatchObject({ kind: 'log-bundle', verdict: 'matched' });
  });

  test('an image is checked against the record beside it', async () => {
    const path = join(sealed, 'data/images/JC-01/01/检材-JC-01.E01');
    expect(await verify(path)).toMatchObject({ kind: 'e01', verdict: 'matched' });
  });

  test('a file that nothing is known of is "not performed", never "matched"', async () => {
    const path = join(temporaryFolder(), 'note.txt');
    writeFileSync(path, 'nothing to compare with\n'.repeat(40));
    expect((await verify(path)).verdict).toBe('not-performed');
  });

  test('a folder that nothing is known of is "not performed"', async () => {
    const folder = temporaryFolder();
    putFiles(folder, { 'a.txt': 'a' });
    expect(await verify(folder)).toMatchObject({ kind: 'unknown', verdict: 'not-performed' });
  });

  test('a path that does not exist is an error, not a verdict', async () => {
    await expect(verify('/nowhere/at/all')).rejects.toMatchObject({ code: 'io.not-found' });
  });
});
