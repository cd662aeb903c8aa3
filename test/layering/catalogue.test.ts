/** Every sentence a person reads: there in both languages, none missing, none left over. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCatalogues, LANGUAGES } from '../../src-preload/contract/catalogue.ts';

const root = resolve(import.meta.dirname, '../..');
const source = globSync('src-*/**/*.{ts,tsx}', { cwd: root })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

const literals = new Set(
  Array.from(source.matchAll(/'([\w.-]+)'|"([\w.-]+)"/g), (match) => match[1] ?? match[2] ?? ''),
);

/** `verdict.${x}` in the source stands for every text of that shape whose changing parts the source names somewhere. */
const templates = [/`([\w.-]*\$\{[^`]*)`/g, /`((?:[\w.-]|\$\{[^{}`]*\})+)`/g]
  // The second finds those that stand inside another.
  .flatMap((pattern) => Array.from(source.matchAll(pattern), (match) => match[1] ?? ''))
  .map((text) => text.split(/\$\{(?:[^{}]|\{[^}]*\})*\}/))
  .filter((parts) => parts.some((part) => /\w{2}/.test(part)))
  .map((parts) => new RegExp(`^${parts.map(escaped).join('([\\w.-]+)')}$`));

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A part may be put together in its turn: `log.act.${act}` of `ceremony.${step}`. */
function isSaid(text: string, depth = 2): boolean {
  if (literals.has(text)) return true;
  if (depth === 0) return false;
  return templates.some((template) =>
    template
      .exec(text)
      ?.slice(1)
      .every((part) => isSaid(part, depth - 1)),
  );
}

/** Families whose keys are put together from a plain string, so that the compiler cannot see a missing one. */
const FAMILIES: Readonly<Record<string, readonly RegExp[]>> = {
  'error.': [
    /Error\(\s*'([a-z][\w-]*\.[\w.-]+)'/g,
    /\bcode: '([a-z][\w-]*\.[\w.-]+)'/g,
    /\brefusal\('\w+', '([\w.-]+)'/g,
    /^ {2}E[A-Z]+: '([\w.-]+)'/gm,
  ],
  'job.step.': [/\bname: '([\w.-]+)', weight:/g, /\.step\('([\w.-]+)'/g],
  'log.act.': [/\bact: '([\w-]+\.[\w.-]+)'/g],
};

function codesOf(patterns: readonly RegExp[]): string[] {
  return [...new Set(patterns.flatMap((pattern) => Array.from(source.matchAll(pattern), (match) => match[1] ?? '')))];
}

const placeholders = (text: string): string[] =>
  Array.from(text.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '').toSorted();

describe('the catalogue', () => {
  const { zh, en } = allCatalogues;

  it('says the same things in Chinese and in English', () => {
    expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  it('fills the same places in both languages', () => {
    const different = Object.keys(zh).filter(
      (key) => placeholders(zh[key] ?? '').join() !== placeholders(en[key] ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  it('has no empty sentence', () => {
    const empty = LANGUAGES.flatMap((language) =>
      Object.entries(allCatalogues[language]).filter(([, text]) => text.trim() === ''),
    );
    expect(empty).toEqual([]);
  });

  it('has no sentence that nothing says', () => {
    expect(Object.keys(zh).filter((key) => !isSaid(key))).toEqual([]);
  });

  it.each(Object.entries(FAMILIES))('has a sentence for every code of the family %s', (prefix, patterns) => {
    const codes = codesOf(patterns);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !Object.hasOwn(zh, `${prefix}${code}`)).toSorted()).toEqual([]);
  });
});
