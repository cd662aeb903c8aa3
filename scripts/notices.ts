/**
 * `npm run notices`: writes `resources/third-party-notices.txt`, the licences of every package that is shipped: those the
 * bundles took in, and those that stand beside them. `--check` only says whether it is up to date.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './runtime/build.ts';
import { projectRoot } from './runtime/electron.ts';
import { fail, main, say } from './runtime/say.ts';

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

const target = join(projectRoot, 'resources', 'third-party-notices.txt');
/** The native store is not bundled: it is shipped as the package that it is. */
const BESIDE_THE_BUNDLES = ['better-sqlite3'];
const RULE = '='.repeat(80);

await main(async () => {
  build();
  const text = notices();
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
    return 0;
  }
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return 0;
  say('resources/third-party-notices.txt is out of date: run `npm run notices`.');
  return 1;
});

function notices(): string {
  const names = [...new Set([...bundled(), ...BESIDE_THE_BUNDLES])].toSorted();
  const head = [
    'Third-party notices',
    '',
    'Sealbench contains the following packages. Electron and Chromium bring their own notices in the files LICENSE',
    'and LICENSES.chromium.html beside the program.',
  ];
  return `${[...head, ...names.flatMap(noticeOf), ...compiledIn()].join('\n')}\n`;
}

function bundled(): readonly string[] {
  const folder = join(projectRoot, 'out', 'bundled');
  return readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as string[]);
}

function noticeOf(name: string): readonly string[] {
  const folder = join(projectRoot, 'node_modules', name);
  const {
    name: ownName,
    version,
    license,
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;
  const text = licenceText(folder) ?? licenceKeptHere(name);
  if (text === null) fail(`${name} has no licence file: put its licence into scripts/licences/${name}.txt.`);
  return ['', RULE, `${ownName} ${version} (${license ?? 'see below'})`, RULE, '', text];
}

/** Foreign code compiled to WebAssembly: one folder each, with its licence as `COPYING`. */
function compiledIn(): readonly string[] {
  const folder = join(projectRoot, 'resources', 'wasm');
  // Only foreign code has a licence of its own there.
  const foreign = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'COPYING')));
  return foreign.flatMap((name) => {
    const text = readFileSync(join(folder, name, 'COPYING'), 'utf8').trim();
    return ['', RULE, `${name} (compiled to WebAssembly)`, RULE, '', text];
  });
}

function licenceText(folder: string): string | null {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
}

/** For packages that declare a licence and do not bring its text: taken from their source repositories. */
function licenceKeptHere(name: string): string | null {
  const path = join(import.meta.dirname, 'licences', `${name}.txt`);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}
