/** Files that are recognised and not read: stores of the apps themselves, and packed files this program does not open. */
import type { WarningCode } from '../warnings.ts';

const SIGNATURES: readonly (readonly [WarningCode, string])[] = [
  ['file-is-database', 'SQLite format 3\u0000'],
  ['file-is-packed', '7z\u00bc\u00af\u0027\u001c'],
  ['file-is-packed', 'Rar!\u001a\u0007'],
  ['file-is-packed', '\u00fd7zXZ\u0000'],
  ['file-is-packed', 'BZh'],
  ['file-is-packed', '\u001f\u008b'],
  ['file-is-packed', '\u001f\u009d'],
  ['file-not-recognised', '%PDF-'],
];

export function foreignKind(head: Buffer, name: string): WarningCode | null {
  const start = head.toString('latin1');
  const known = SIGNATURES.find(([, signature]) => start.startsWith(signature));
  if (known) return known[0];
  if (/^\s*(?:<!doctype html|<html)/i.test(start)) return 'file-is-web-page';
  // An archive inside an archive; workbooks are archives too, and opened by their readers.
  return start.startsWith('PK\u0003\u0004') && !/\.xlsx$/i.test(name) ? 'file-is-packed' : null;
}
