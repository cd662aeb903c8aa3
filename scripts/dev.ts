/**
 * `npm run dev`: opens the window and builds again at every change. A changed page is loaded anew and the person stays
 * signed in; a changed engine or preload starts the program again. The product has no way in for a development server.
 */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { build } from './runtime/build.ts';
import { electronRuntime, projectRoot } from './runtime/electron.ts';
import { switchesForThisUser } from './runtime/launch.ts';
import { main, say } from './runtime/say.ts';

const SETTLE_MS = 200;
const WATCHED = ['src-main', 'src-preload', 'src-renderer', 'resources'];

await main(async () => {
  const { executable } = await electronRuntime();
  build();
  let app = await open();

  function open(): Promise<ElectronApplication> {
    const args = [...switchesForThisUser(), projectRoot, ...process.argv.slice(2)];
    return _electron.launch({ executablePath: executable, args });
  }

  async function renew(changed: string): Promise<void> {
    say(changed);
    const page = app.windows()[0];
    try {
      build();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      return;
    }
    if (changed.startsWith('src-renderer') && page) {
      await page.reload();
      return;
    }
    app.off('close', end);
    await app.close();
    app = await open();
    app.on('close', end);
  }

  let end = (): void => {};
  const ended = new Promise<number>((resolve) => {
    end = () => resolve(0);
  });
  app.on('close', end);
  let waiting: NodeJS.Timeout | undefined;
  for (const folder of WATCHED) {
    watch(join(projectRoot, folder), { recursive: true }, (_event, file) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void renew(join(folder, file ?? '')), SETTLE_MS);
    });
  }
  const code = await ended;
  process.exit(code);
});
