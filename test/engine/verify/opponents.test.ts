/** What somebody would try who wants an altered package to be called matched. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { signDetached } from '../../../src-main/engine/export/package/cms.ts';
import { systemClock } from '../../../src-main/engine/lib/index.ts';
import { CheckList } from '../../../src-main/engine/verify/checkList.ts';
import { verifyPath } from '../../../src-main/engine/verify/index.ts';
import { checkPackage } from '../../../src-main/engine/verify/package/index.ts';
import { folderTree } from '../../../src-main/engine/verify/tree.ts';
import type { Check } from '../../../src-preload/contract/index.ts';
import { putFiles, temporaryFolder } from '../../support/folders.ts';
import { quietJob } from '../../support/quietJob.ts';
import { authority, sealingScene } from '../../support/sealing.ts';

const faults = (checks: readonly Check[]) =>
  checks.filter(({ verdict }) => verdict !== 'matched').map(({ name, verdict, code }) => `${name} ${verdict} ${code}`);
const verify = (path: string) => verifyPath(path, null, quietJob());
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

const small = () => sealingScene({ content: new Uint8Array(100_000).map((_, at) => at % 251) });
const folder = mkdtempSync(join(tmpdir(), 'sealbench-opponents-'));
const sealed = join(folder, 'package');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made: Promise<unknown> | null = null;
beforeEach(() => {
  made ??= small().then((scene) => scene.seal({ target: sealed }));
  return made;
});

function copy(): string {
  const folder = join(temporaryFolder(), 'package');
  cpSync(sealed, folder, { recursive: true });
  return folder;
}

/** Leaves lines whose file is there and hashes them again, as anybody can. */
function listAnew(folder: string): void {
  for (const list of ['manifest-sha256.txt', 'sealbench/sm3.txt', 'tagmanifest-sha256.txt']) {
    const there = (path: string) => readdirSync(folder, { recursive: true }).map(String).includes(path);
    const lines = readFileSync(join(folder, list), 'utf8').trimEnd().split('\n');
    const kept = lines.map((line) => [line.slice(0, 64), line.slice(66)] as const).filter(([, path]) => there(path));
    const anew = kept.map(([digest, path]) =>
      list === 'sealbench/sm3.txt' ? `${digest}  ${path}\n` : `${sha256(readFileSync(join(folder, path)))}  ${path}\n`,
    );
    writeFileSync(join(folder, list), anew.join(''));
  }
}

describe('A package is not called matched', () => {
  test('when one person signed twice, with two certificates of theirs', async () => {
    const folder = copy();
    const once = [authority.issue('取证人张三'), authority.issue('取证人张三')];
    const content = readFileSync(join(folder, 'tagmanifest-sha256.txt'));
    const signature = signDetached(content, once, authority.certificatePem, systemClock.now());
    writeFileSync(join(folder, 'sealbench/signatures.pem'), signature);
    expect(faults((await verify(folder)).checks)).toEqual(['package.two-people mismatched verify.one-signer']);
  });

  test('when a file lies in it that nobody signed, beside the evidence or as one more list', async () => {
    for (const path of ['更正说明.txt', 'sealbench/extra.json', 'forms/seal-record.pdf']) {
      const folder = copy();
      putFiles(folder, { [path]: 'not what was handed over' });
      expect(faults((await verify(folder)).checks), path).toEqual(['bag.complete mismatched bag.unlisted-file']);
    }
  });

  test('when signatures and log were taken out of it and its lists made to fit', async () => {
    const folder = copy();
    rmSync(join(folder, 'sealbench/signatures.pem'));
    rmSync(join(folder, 'data/log'), { recursive: true });
    const information = readFileSync(join(folder, 'bag-info.txt'), 'utf8');
    writeFileSync(join(folder, 'bag-info.txt'), information.replace(/^Payload-Oxum.*\n/m, ''));
    listAnew(folder);
    const report = await verify(folder);
    expect(report.verdict).toBe('not-performed');
    expect(faults(report.checks)).toEqual([
      'package.signature not-performed verify.no-signature',
      'package.log not-performed verify.no-log',
    ]);
  });

  test('when a sealed volume holds a bag that nobody signed', async () => {
    const folder = temporaryFolder();
    const content = Buffer.from('anybody`s');
    putFiles(folder, {
      'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'data/a.txt': content.toString(),
      'manifest-sha256.txt': `${sha256(content)}  data/a.txt\n`,
    });
    expect((await verify(folder)).verdict).toBe('matched');
    const inVolume = new CheckList();
    await checkPackage(folderTree(folder), null, inVolume, quietJob());
    expect(inVolume.verdict()).toBe('not-performed');
  });

  test('when the record beside an image was altered before it was sealed, whatever in it', async () => {
    const scene = await small();
    const path = join(scene.folder, 'images', '检材-JC-01.acquisition.json');
    const original = readFileSync(path, 'utf8');
    const alterations: readonly (readonly [RegExp, string])[] = [
      [/"operator": "[^"]+"/, '"operator": "wang.wu"'],
      [/"serial": null/, '"serial": "WD-OTHER-DISK"'],
      [
        /"badRanges": \[\]/,
        '"badRanges": [{ "offset": 0, "length": 512, "errno": "EIO", "at": "2026-01-01T00:00:00.000Z" }]',
      ],
      [/"startedAt": "\d{4}/, '"startedAt": "2019'],
    ];
    for (const [was, is] of alterations) {
      const altered = original.replace(was, is);
      expect(altered, String(was)).not.toBe(original);
      writeFileSync(path, altered);
      const target = join(temporaryFolder(), 'sealed');
      await scene.seal({ target });
      expect(faults((await verify(target)).checks), String(was)).toEqual([
        'package.image-logged mismatched verify.log-differs',
      ]);
    }
  });
});

test('A log bundle by itself is never said to be the station`s: its key is shown, to be compared', async () => {
  const report = await verify(join(sealed, 'data/log'));
  const keys = report.checks.find(({ name }) => name === 'log.keys');
  expect(keys).toMatchObject({ verdict: 'matched', code: 'log.compare-key' });
  expect(readFileSync(join(sealed, 'README.txt'), 'utf8')).toContain(keys?.found);
});
