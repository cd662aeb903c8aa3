/** `npm run screenshots [-- FOLDER]`: every screen in both languages, light and dark, in two sizes, to look at. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './runtime/build.ts';
import { electronRuntime, projectRoot } from './runtime/electron.ts';
import { onSomeDisplay } from './runtime/launch.ts';
import { main } from './runtime/say.ts';

await main(async () => {
  const { executable } = await electronRuntime();
  build();
  const walk = join(projectRoot, 'test', 'screens', 'walk.ts');
  const { command, args } = onSomeDisplay(process.execPath, [walk, ...process.argv.slice(2)]);
  const env = { ...process.env, ELECTRON_EXEC_PATH: executable };
  return spawnSync(command, args, { stdio: 'inherit', env }).status ?? 1;
});
