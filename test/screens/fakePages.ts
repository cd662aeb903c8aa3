/** Pages of the built window in Chromium, under the window's own strict policy, over a stand-in for the engine. */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { build as bundle, type Rolldown } from 'vite';
import { projectRoot } from '../../scripts/runtime/electron.ts';
import type { Language } from '../../src-preload/contract/catalogue.ts';
import type { Scenario } from '../support/fakeBridge/fakeBridge.ts';

export interface View {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly hash: string;
}

/** Never resolved: every request is answered from the build. */
const ORIGIN = 'http://window.invalid';
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const CHROMIUM = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'];

export async function openPages() {
  const executablePath = CHROMIUM.find((path) => path !== '' && existsSync(path));
  if (executablePath === undefined) throw new Error('No Chromium found: install one, or name it in CHROMIUM_PATH.');
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  const fake = await bundledFake();

  async function open(scenario: Scenario, { language, theme, hash }: View): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, timezoneId: 'Asia/Shanghai' });
    await page.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      const file = join(projectRoot, 'out', 'renderer', pathname === '/' ? 'index.html' : pathname);
      if (!existsSync(file)) return route.fulfill({ status: 404 });
      const headers = { 'content-type': TYPES[extname(file)] ?? 'text/plain', 'content-security-policy': POLICY };
      return route.fulfill({ headers, body: readFileSync(file) });
    });
    page.on('pageerror', (error) => process.stderr.write(`${hash}: ${error.message}\n`));
    const settings = { 'sealbench.language': language, 'sealbench.theme': theme };
    await page.addInitScript({
      content: `${fake};
        window.sealbench = fakeBridge.makeFakeBridge(${JSON.stringify(scenario)});
        Object.assign(localStorage, ${JSON.stringify(settings)});`,
    });
    await page.goto(`${ORIGIN}/${hash}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(400);
    return page;
  }

  return { open, close: () => browser.close() };
}

async function bundledFake(): Promise<string> {
  const entry = join(projectRoot, 'test', 'support', 'fakeBridge', 'fakeBridge.ts');
  const built = await bundle({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'fakeBridge' } },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput;
  return output[0].code;
}
