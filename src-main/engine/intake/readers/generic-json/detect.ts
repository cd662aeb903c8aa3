/** JSON that has a list of objects with a member for text, at the top or one or two levels down. */
import type { Head } from '../../head.ts';
import type { Json } from '../../json/lossless.ts';
import { asArray, asObject } from '../../json/members.ts';
import { guessMapping, type TableMapping } from '../../mapping.ts';
import type { Detection } from '../../reader.ts';
import { memberAt } from './memberAt.ts';

export interface JsonGuess {
  readonly path: string;
  readonly fields: TableMapping['fields'];
  /** Times of the first records. */
  readonly samples: readonly string[];
}

export function detectGenericJson(head: Head): Detection | null {
  const guess = guessOf(head);
  if (guess === null) return null;
  const fields = Object.values(guess.fields).join('、');
  return {
    confidence: 0.25,
    reason: 'fallback',
    details: { fields: guess.path === '' ? fields : `${guess.path} ${fields}` },
  };
}

export function guessOf(head: Head): JsonGuess | null {
  const { json } = head;
  if (json === null) return null;
  if (json.lines) {
    return guessOver([json.value], '');
  }
  return guessIn(json.value, '', 0);
}

const DEEPEST = 4;

/** The first list of objects that look like messages; lists inside lists before what is around them. */
function guessIn(value: Json, path: string, depth: number): JsonGuess | null {
  if (depth > DEEPEST) return null;
  if (Array.isArray(value)) {
    const [first] = asArray(value);
    if (asObject(first) === null) return null;
    const inner = guessIn(first ?? null, `${path}[]`, depth + 1);
    if (inner !== null) return inner;
    return guessOver(asArray(value), `${path}[]`);
  }
  const entries = Object.entries(asObject(value) ?? {});
  for (const [name, inner] of entries) {
    if (typeof inner !== 'object' || inner === null || name.includes('.')) continue;
    // Members that are all alike are named by ids, not by what they are.
    const step = entries.length > 1 && isKeyedById(entries) ? '*' : name;
    const guess = guessIn(inner, path === '' || path.endsWith('.') ? `${path}${step}` : `${path}.${step}`, depth + 1);
    if (guess !== null) return guess;
  }
  return null;
}

function guessOver(records: readonly Json[], path: string): JsonGuess | null {
  const fields = guessMapping(titlesOf(records[0] ?? null));
  if (fields === null) return null;
  const samples = records.slice(0, 50).flatMap((record) => memberAt(asObject(record), fields.time) ?? []);
  return { path, fields, samples };
}

function isKeyedById(entries: readonly (readonly [string, Json])[]): boolean {
  const [first, ...others] = entries.map(([, value]) =>
    Object.keys(asObject(value) ?? {})
      .sort()
      .join(),
  );
  const allIds = entries.every(([name]) => /^[\w-]*\d[\w-]*$/.test(name));
  return allIds || (first !== undefined && first !== '' && others.slice(0, 3).every((other) => other === first));
}

/** Members that hold a text or a number; those of inner objects as `author.name`. */
function titlesOf(value: Json): readonly string[] {
  return Object.entries(asObject(value) ?? {}).flatMap(([name, inner]) => {
    const object = asObject(inner);
    if (object !== null) return Object.keys(object).map((title) => `${name}.${title}`);
    return Array.isArray(inner) ? [] : [name];
  });
}
