/**
 * A form's record: what is stored and what is printed are the same text. Every value is a string as the store has it;
 * an empty string means that nothing is recorded.
 */
import { canonicalJson, sha256Of, sm3, toHex, utf8 } from '../lib/index.ts';

export type FormValue = string | FormRecord | readonly FormRecord[];
export interface FormRecord {
  readonly [name: string]: FormValue;
}

/** The value at a path of names separated by dots; an empty string when there is none. */
export function valueAt(record: FormRecord, path: string): string {
  const value = reach(record, path);
  return typeof value === 'string' ? value : '';
}

export function rowsAt(record: FormRecord, path: string): readonly FormRecord[] {
  const value = reach(record, path);
  return Array.isArray(value) ? (value as readonly FormRecord[]) : [];
}

function reach(record: FormRecord, path: string): FormValue | undefined {
  let value: FormValue | undefined = record;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = (value as FormRecord)[name];
  }
  return value;
}

/** Digests over the canonical JSON (RFC 8785) of the record, lower-case hexadecimal. */
export function recordDigests(record: FormRecord): { readonly sha256: string; readonly sm3: string } {
  const text = canonicalJson(record);
  return { sha256: sha256Of(text), sm3: toHex(sm3(utf8(text))) };
}
