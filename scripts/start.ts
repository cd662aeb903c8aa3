/**
 * `npm start`: finds or fetches Electron, builds, opens the window. Arguments go on to the program.
 * `npm start -- --demo` opens the demo station and makes it first if it is not there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaultHome } from '../src-main/defaultHome.ts';
import { build } from './runtime/build.ts';
import { electronRuntime, projectRoot } from './runtime/electron.ts';
import { onSomeDisplay, switchesForThisUser } from './runtime/launch.ts';
import { fail, main, say } from './runtime/say.ts';

await main(async () => {
  const given = process.argv.slice(2);
  const args = given.includes('--demo') ? demoStation(given.filter((argument) => argument !== '--demo')) : given;
  const { executable } = await electronRuntime();
  build();
  const { command, args: all } = onSomeDisplay(executable, [...switchesForThisUser(), projectRoot, ...args]);
  return spawnSync(command, all, { stdio: 'inherit' }).status ?? 1;
});

function demoStation(args: readonly string[]): readonly string[] {
  const at = args.indexOf('--home');
  const home = (at === -1 ? undefined : args[at + 1]) ?? `${defaultHome()}-demo`;
  if (!existsSync(join(home, 'secrets.json'))) {
    const cli = join(projectRoot, 'src-main', 'cli', 'main.ts');
    const made = spawnSync(process.execPath, [cli, 'station', 'demo', '--home', home], { stdio: ['inherit', 2, 2] });
    if (made.status !== 0) fail('The demo station could not be made: see above.');
  }
  say(`Accounts, passwords and one-time-code secrets of the demo station: ${join(home, 'secrets.json')}`);
  return at === -1 ? [...args, '--home', home] : args;
}
