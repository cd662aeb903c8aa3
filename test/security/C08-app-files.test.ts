/** C8: the page's own protocol serves the listed files and nothing else, however the address is spelled. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { answerAppRequest, findAppFile, isAppUrl, listAppFiles } from '../../src-main/window/appFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealbench-app-'));
const inside = join(folder, 'renderer');
mkdirSync(join(inside, 'assets'), { recursive: true });
writeFileSync(join(inside, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><p>page</p>');
writeFileSync(join(inside, 'assets', 'index.js'), 'export {};');
writeFileSync(join(folder, 'secret.txt'), 'outside');
symlinkSync(join(folder, 'secret.txt'), join(inside, 'assets', 'link.txt'));
const files = listAppFiles(inside);
const listed = new Set([join(inside, 'index.html'), join(inside, 'assets', 'index.js')]);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const request = (url: string, method = 'GET'): Request => ({ url, method }) as Request;

describe('the page’s protocol', () => {
  it('serves the built page and its files', async () => {
    expect([...files.values()].toSorted()).toEqual([...listed].toSorted());
    const page = await answerAppRequest(files, request('app://sealbench/index.html'));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<p>page</p>');
  });

  it('gives every load of the page a nonce of its own, the same in policy and document', async () => {
    const loads = await Promise.all(
      [1, 2].map(async () => {
        const answer = await answerAppRequest(files, request('app://sealbench/index.html'));
        const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('Content-Security-Policy') ?? '')?.[1] ?? '';
        expect(await answer.text()).toContain(`nonce="${nonce}"`);
        return nonce;
      }),
    );
    expect(Buffer.from(loads[0] ?? '', 'base64')).toHaveLength(16);
    expect(loads[0]).not.toBe(loads[1]);
  });

  it('does not follow a link out of its folder', () => {
    expect(findAppFile(files, 'app://sealbench/assets/link.txt')).toBeUndefined();
  });

  it('answers only to GET', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']) {
      expect((await answerAppRequest(files, request('app://sealbench/index.html', method))).status).toBe(404);
    }
  });

  it.each([
    'app://sealbench/../secret.txt',
    'app://sealbench/assets/../../secret.txt',
    'app://sealbench/%2e%2e/secret.txt',
    'app://sealbench/..%2fsecret.txt',
    'app://sealbench/..%5csecret.txt',
    'app://sealbench/assets/..\\..\\secret.txt',
    'app://sealbench//etc/passwd',
    'app://sealbench/index.html%00.js',
    'app://sealbench/assets',
    'app://sealbench/assets/',
    'app://other/index.html',
    'app://sealbench:80/index.html',
    'app://user@sealbench/index.html',
    'app:sealbench/index.html',
    'file:///etc/passwd',
    'http://sealbench/index.html',
    'not an address',
    '',
  ])('refuses %s', (address) => {
    expect(findAppFile(files, address)).toBeUndefined();
  });

  it('never names a file that is not listed, whatever the path', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2E.',
        '..%2f',
        '..%5c',
        '\\',
        '%00',
        '%252e%252e',
        '',
        'assets',
        'index.js',
        'secret.txt',
        '／',
        '。。',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const host = fc.constantFrom('sealbench', 'sealbench.', 'SEALBENCH', 'sealbench@x', '', 'x');
    fc.assert(
      fc.property(host, fc.array(piece, { maxLength: 8 }), (name, pieces) => {
        const found = findAppFile(files, `app://${name}/${pieces.join('/')}`);
        expect(found === undefined || listed.has(found)).toBe(true);
      }),
      { seed: 20_261_124, numRuns: 5000 },
    );
  });

  it('takes no address of another host or scheme for its own', () => {
    expect(isAppUrl('app://sealbench/index.html#/cases')).toBe(true);
    for (const other of ['app://sealbench.evil/', 'https://sealbench/', 'app://x/?app://sealbench/', 'about:blank']) {
      expect(isAppUrl(other)).toBe(false);
    }
  });
});
