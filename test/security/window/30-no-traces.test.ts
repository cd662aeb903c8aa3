/**
 * C18: what a person types and looks at leaves no plaintext behind: not in the station, not in the window's profile, not
 * in temporary or crash files. A word that stands nowhere else goes through the window and is then looked for on disk.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../support/engineOfPage.ts';
import { launchWindow } from '../../support/launchWindow.ts';
import type { RealWindow } from '../../support/realWindow.ts';
import { type Device, devicesOf, say, signIn } from '../../support/signIn.ts';

const t = say('zh');
const WORD = '鸾凤和鸣录Q7XK';
let window: RealWindow;
let operator: Device;

beforeAll(async () => {
  window = await launchWindow({ station: 'demo' });
  operator = devicesOf(window.home)('operator');
});

afterAll(async () => {
  await window.close();
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Files that hold the text in UTF-8 or UTF-16, and how many were read. */
function filesWith(text: string): { readonly found: readonly string[]; readonly read: number } {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  const files = filesIn(window.folder).filter((file) => !file.endsWith('secrets.json'));
  return {
    found: files.filter((file) => {
      const content = readFileSync(file);
      return needles.some((needle) => content.includes(needle));
    }),
    read: files.length,
  };
}

describe('after a case was made and looked at', () => {
  it('its title stands in no file, while the window is open', async () => {
    const { page } = window;
    await signIn(page, operator);
    const { id } = await engine(page, 'case.create', { number: '痕-01', title: WORD });
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/cases/${id}`);
    await page.getByText(WORD).first().waitFor();
    await page
      .getByRole('navigation')
      .getByRole('link', { name: t('nav.cases') })
      .click();
    await page.getByText(WORD).first().waitFor();
    const { found, read } = filesWith(WORD);
    expect(read).toBeGreaterThan(10);
    expect(found).toEqual([]);
  });

  it('neither the title nor the password stands in a file when the window is closed', async () => {
    await window.app.close();
    expect(filesWith(WORD).found).toEqual([]);
    expect(filesWith(operator.password).found).toEqual([]);
  });
});
