/**
 * JSON Canonicalization Scheme (RFC 8785): one text for one value, so that a hash over it can be repeated by anybody.
 * Property names are sorted by UTF-16 code units (§3.2.3), numbers are written as ECMAScript does (§3.2.2.3),
 * strings as JSON.stringify does (§3.2.2.2). Lone surrogates, NaN and infinities are refused.
 */
import { BugError } from './errors.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new BugError('bug.not-json', { value: String(value) });
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new BugError('bug.not-json', { value: 'lone surrogate' });
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as { readonly [key: string]: JsonValue };
  // The default sort compares UTF-16 code units, which is what RFC 8785 §3.2.3 asks for.
  const members = Object.keys(record)
    .sort()
    .map((key) => `${canonicalJson(key)}:${canonicalJson(record[key] as JsonValue)}`);
  return `{${members.join(',')}}`;
}
