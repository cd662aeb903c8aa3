import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BagContent, encodeManifestPath, makeBag } from '../../../src-main/engine/export/package/bag.ts';
import { readBag } from '../../../src-main/engine/verify/bag/index.ts';
import { folderTree } from '../../../src-main/engine/verify/tree.ts';
import { payloadFile, TREE_TIME, writeTree } from '../../support/fileTrees.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { quietJob } from '../../support/quietJob.ts';
import { hasTool, run } from '../../support/stockTools.ts';

const signature: BagContent['signature'] = { path: 'sealbench/s', sizeBytes: 3, sign: () => Buffer.from('abc') };

function bagOf(files: Readonly<Record<string, string>>) {
  return makeBag({
    payload: Object.entries(files).map(([path, content]) => payloadFile(path, Buffer.from(content))),
    tagFiles: [{ path: 'README.txt', content: Buffer.from('读我\n') }],
    information: [['Source-Organization', '某某公司\n安全部']],
    madeAt: TREE_TIME,
    signature,
  });
}

const EXAMPLE = { 'images/JC-01/手机.E01': 'image', 'forms/封存记录.html': '<p>', 'log/checkpoint.txt': '' };

describe('A bag', () => {
  test.runIf(hasTool('sha256sum'))('is accepted by sha256sum, payload and tag files', async () => {
    const folder = temporaryFolder();
    await writeTree(bagOf(EXAMPLE).tree, folder);
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      const { status, output } = run('sha256sum', ['--strict', '-c', manifest], folder);
      expect(output).not.toContain('FAILED');
      expect(status).toBe(0);
    }
  });

  test.runIf(hasTool('openssl'))('lists the SM3 of every payload file as openssl computes it', async () => {
    const folder = temporaryFolder();
    await writeTree(bagOf(EXAMPLE).tree, folder);
    const lines = readFileSync(join(folder, 'sealbench/sm3.txt'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const [sm3, path = ''] = line.split('  ');
      expect(run('openssl', ['dgst', '-sm3', '-r', path], folder).output.slice(0, 64)).toBe(sm3);
    }
  });

  test('has one digest: that of its tag manifest', async () => {
    const folder = temporaryFolder();
    const bag = bagOf(EXAMPLE);
    await writeTree(bag.tree, folder);
    const tagManifest = readFileSync(join(folder, 'tagmanifest-sha256.txt'));
    expect(bag.digest()).toBe(createHash('sha256').update(tagManifest).digest('hex'));
  });

  test('keeps Chinese names in NFC and one line for each element of bag-info.txt', async () => {
    const folder = temporaryFolder();
    await writeTree(bagOf(EXAMPLE).tree, folder);
    expect(readdirSync(join(folder, 'data/images/JC-01'))).toEqual(['手机.E01'.normalize('NFC')]);
    const information = readFileSync(join(folder, 'bag-info.txt'), 'utf8');
    expect(information).toBe('Source-Organization: 某某公司 安全部\nPayload-Oxum: 8.3\n');
  });

  test('is refused to be made in another order than that of its tree', async () => {
    const { tree } = bagOf(EXAMPLE);
    const sm3List = tree.files.find((file) => file.path === 'sealbench/sm3.txt');
    const first = sm3List?.open()[Symbol.asyncIterator]().next();
    await expect(first).rejects.toMatchObject({ code: 'bug.bag-read-out-of-order' });
  });

  test('of any names and contents is found whole, and a byte more in one file is found by both lists', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => text.normalize('NFC').replaceAll('/', '_').replaceAll('\0', '_'))
      .filter((text) => text.isWellFormed() && !/^\.*$/.test(text) && Buffer.byteLength(text) < 200);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, fc.string({ maxLength: 50 }), { minKeys: 1, maxKeys: 4 }), async (files) => {
        const folder = temporaryFolder();
        const safe = Object.fromEntries(Object.entries(files).map(([path, content], at) => [`${at}/${path}`, content]));
        await writeTree(bagOf(safe).tree, folder);
        const { findings } = await readBag(folderTree(folder), quietJob());
        expect(findings).toEqual([]);

        const [first] = Object.keys(safe);
        appendFileSync(join(folder, 'data', first as string), '.');
        const again = await readBag(folderTree(folder), quietJob());
        const codes = again.findings.map((finding) => `${finding.code} ${finding.file}`);
        expect(codes.filter((code) => code.startsWith('bag.digest-differs'))).toEqual([
          `bag.digest-differs data/${first}`,
          `bag.digest-differs data/${first}`,
        ]);
      }),
      { seed: 20261124, numRuns: 60 },
    );
  });
});

test('In a manifest only line ends and the percent sign are encoded (RFC 8493 section 2.1.3)', () => {
  expect(encodeManifestPath('data/100%\r\n 是.txt')).toBe('data/100%25%0D%0A 是.txt');
});
