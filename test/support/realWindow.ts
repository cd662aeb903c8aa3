/** The real program for a test: the built window under Electron, driven through its screen. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronRuntime, projectRoot } from '../../scripts/runtime/electron.ts';
import { switchesForThisUser } from '../../scripts/runtime/launch.ts';

export interface RealWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The station's folder. */
  readonly home: string;
  /** A folder for whatever the test makes. */
  readonly folder: string;
  /** What the program has written on standard error so far. */
  stderr(): string;
  /** Saved under `test-results/screens`. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a window on a station that is there; the folder is the caller's to remove. */
export async function openWindow(home: string, folder: string): Promise<RealWindow> {
  const { executable } = await electronRuntime();
  const runtimeFolder = join(folder, 'run');
  mkdirSync(runtimeFolder, { recursive: true, mode: 0o700 });
  const app = await _electron.launch({
    executablePath: executable,
    args: [...switchesForThisUser(), projectRoot, '--home', home],
    env: windowEnvironment(folder),
  });
  let written = '';
  app.process().stderr?.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  return {
    app,
    page,
    home,
    folder,
    stderr: () => written,
    screenshot: async (name) => {
      await page.screenshot({ path: join(projectRoot, 'test-results', 'screens', `${name}.png`) });
    },
    close: () => app.close(),
  };
}

/** The tester's own environment, with every folder that Electron writes into below `folder`. */
export function windowEnvironment(folder: string): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(own.filter(([name]) => !name.startsWith('ELECTRON_') && name !== 'NODE_OPTIONS')),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
  };
}
