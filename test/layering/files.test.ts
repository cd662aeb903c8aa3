/** The project as a set of files: where they stand, how long they are, what may not be written in any of them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

const TOP_LEVEL = new Set([
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'electron.vite.config.ts',
  'src-main',
  'src-preload',
  'src-renderer',
  'resources',
  'test',
  'README.md',
  'LICENSE',
  'scripts',
  'docs',
]);

const MOST_LINES = 400;
const SOURCE = new Set(['.ts', '.tsx', '.mjs', '.cjs', '.css']);
const TEXT = new Set([...SOURCE, '.json', '.md', '.html', '.sh', '.svg', '.txt', '']);

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !file.includes('__fixtures__'));

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('the project', () => {
  it('has nothing at its top level but what the plan names, and dot-files', () => {
    const entries = new Set(files.map((file) => file.split('/')[0] ?? ''));
    expect([...entries].filter((entry) => !entry.startsWith('.') && !TOP_LEVEL.has(entry))).toEqual([]);
  });

  it(`has no source file of more than ${MOST_LINES} lines`, () => {
    const long = files
      .filter((file) => SOURCE.has(extname(file)))
      .map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }))
      .filter(({ lines }) => lines > MOST_LINES);
    expect(long).toEqual([]);
  });

  it('names no folder of the machine it was written on and no package registry', () => {
    // Put together here, so that this file is not its own finding.
    const forbidden = [
      root,
      join('/', 'work', 'shared'),
      `${homedir()}/.`,
      ['registry', 'npmjs', 'org'].join('.'),
      ['deb', 'debian', 'org'].join('.'),
    ];
    const found = files
      .filter((file) => TEXT.has(extname(file)))
      .flatMap((file) => forbidden.filter((word) => textOf(file).includes(word)).map((word) => `${file}: ${word}`));
    expect(found).toEqual([]);
  });

  it('names no file after what it is not about', () => {
    const empty = /(^|\/)(utils?|helpers?|managers?|data|info)\.(ts|tsx)$/i;
    expect(files.filter((file) => empty.test(file))).toEqual([]);
  });
});
