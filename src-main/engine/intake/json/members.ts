/** Members of parsed JSON as what a reader needs, whatever an exporter wrote there: never throws, null for absent. */
import { type Json, JsonNumber, type JsonObject } from './lossless.ts';

export function asObject(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
    ? (value as JsonObject)
    : null;
}

export function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A string, or a number as it was written; null for everything else and for empty strings. */
export function asText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || value instanceof JsonNumber) return value.toString();
  return null;
}

/** A string as it is, also an empty one; else ''. */
export function asString(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** An integer that a double holds exactly, written as a number or as digits; else null. */
export function asInteger(value: Json | undefined): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  const text = value instanceof JsonNumber ? value.text : value;
  if (typeof text !== 'string' || !/^-?\d{1,16}$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

export function asBoolean(value: Json | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === '1' || value === 'true') return true;
  if (value === 0 || value === '0' || value === 'false') return false;
  return null;
}

/** The object at a path of names; null as soon as one is missing. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject | null {
  let at = asObject(value);
  for (const name of path) at = at ? asObject(at[name]) : null;
  return at;
}

/** A JSON text inside a string, as several exporters write; null when it is none. */
export function parsedWithin(value: Json | undefined, parse: (text: string) => Json): JsonObject | null {
  if (typeof value !== 'string') return asObject(value);
  const text = value.trim();
  if (!text.startsWith('{')) return null;
  try {
    return asObject(parse(text));
  } catch {
    return null;
  }
}
