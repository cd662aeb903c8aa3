/** One state of the window in every language, theme and size that it has to fit. */
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { LANGUAGES } from '../../src-preload/contract/catalogue.ts';

const THEMES = ['light', 'dark'] as const;
const SIZES = [
  [1280, 800],
  [1920, 1080],
] as const;
/** What the switch shows: the language that is not shown now. */
const SWITCH = { zh: '中文', en: 'English' } as const;

export type Shoot = (name: string) => Promise<void>;

/** Pictures go to `<folder>/<language>-<theme>-<width>/<name>.png`; afterwards the window is Chinese, light and small. */
export function shooter(app: ElectronApplication, page: Page, folder: string): Shoot {
  return async (name) => {
    for (const language of LANGUAGES) {
      await speak(page, language);
      for (const [width, height] of SIZES) {
        await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
          width,
          height,
        ] as [number, number]);
        for (const theme of THEMES) {
          await page.emulateMedia({ colorScheme: theme });
          await page.waitForTimeout(250);
          await page.screenshot({ path: join(folder, `${language}-${theme}-${width}`, `${name}.png`) });
        }
      }
    }
    await speak(page, 'zh');
    await page.emulateMedia({ colorScheme: 'light' });
  };
}

async function speak(page: Page, language: keyof typeof SWITCH): Promise<void> {
  const button = page.getByRole('button', { name: SWITCH[language], exact: true });
  if (await button.isVisible()) await button.click();
}
