/**
 * States of the window that no demo station comes to: damaged evidence, a dead disk, a clock set back, a log of a
 * million entries. The built window over a stand-in for the engine, in an installed Chromium:
 * `node test/screens/states.ts [FOLDER]` saves each in both languages and themes and prints what axe-core finds.
 */
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from '../../scripts/runtime/build.ts';
import { projectRoot } from '../../scripts/runtime/electron.ts';
import { LANGUAGES } from '../../src-preload/contract/catalogue.ts';
import type { Scenario } from '../support/fakeBridge/fakeBridge.ts';
import { findBarriers } from '../support/pageChecks.ts';
import { openPages } from './fakePages.ts';

interface State {
  readonly name: string;
  readonly scenario: Scenario;
  /** Where it is looked at. */
  readonly hash: string;
  /** What is done before looking. */
  readonly act?: (page: Page) => Promise<void>;
}

const row = (page: Page, text: string): Promise<void> => page.getByText(text, { exact: true }).first().click();

const STATES: readonly State[] = [
  { name: 'sign-in-clock-back', scenario: { station: 'locked', clockBehindMs: 93_000 }, hash: '' },
  { name: 'home-administrator-clock-back', scenario: { role: 'administrator', clockBehindMs: 93_000 }, hash: '#/home' },
  { name: 'home-what-is-wrong', scenario: {}, hash: '#/home' },
  { name: 'cases-unreadable', scenario: { failing: { 'case.list': 'io.device-error' } }, hash: '#/cases' },
  { name: 'case-of-legal-counsel', scenario: { role: 'legal' }, hash: '#/cases/case-1' },
  { name: 'exhibit-mismatched', scenario: {}, hash: '#/cases/case-1/exhibit-4', act: (page) => row(page, 'raw') },
  { name: 'exhibit-bad-sectors', scenario: {}, hash: '#/cases/case-1/exhibit-2', act: (page) => row(page, 'E01') },
  { name: 'exhibit-seals-and-photographs', scenario: {}, hash: '#/cases/case-1/exhibit-1' },
  { name: 'log-of-a-million', scenario: { role: 'auditor', logSize: 1_000_000 }, hash: '#/log/999990' },
  {
    name: 'accounts',
    scenario: { role: 'administrator' },
    hash: '#/station/accounts',
    act: (page) => row(page, 'lina'),
  },
];

const folder = resolve(process.argv[2] ?? join(projectRoot, 'test-results', 'states'));
build();
const pages = await openPages();
let barriers = 0;
try {
  for (const { name, scenario, hash, act } of STATES) {
    for (const language of LANGUAGES) {
      for (const theme of ['light', 'dark'] as const) {
        const page = await pages.open(scenario, { language, theme, hash });
        await act?.(page);
        await page.waitForTimeout(400);
        await page.screenshot({ path: join(folder, `${language}-${theme}`, `${name}.png`) });
        for (const barrier of await findBarriers(page)) {
          process.stderr.write(`${name} (${language}, ${theme}): ${barrier}\n`);
          barriers += 1;
        }
        await page.close();
      }
    }
  }
} finally {
  await pages.close();
}
process.exitCode = barriers > 0 ? 1 : 0;
