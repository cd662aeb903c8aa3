/** LINE text: its heading, or days with tab-separated messages below. */
import type { Head } from '../../head.ts';
import type { Detection } from '../../reader.ts';
import { lineBegun } from './lineText.ts';

export function detectLine(head: Head): Detection | null {
  if (head.text === null) return null;
  if (head.lines[0]?.replace('\ufeff', '').startsWith('[LINE]')) {
    return { confidence: 0.98, reason: 'marker', details: { marker: '[LINE]' } };
  }
  const begun = head.lines.slice(0, 200).flatMap((line) => lineBegun(line) ?? []);
  const messages = begun.filter(({ kind }) => kind === 'message');
  if (begun[0]?.kind !== 'day' || messages.length === 0) return null;
  return { confidence: 0.85, reason: 'lines', details: { found: messages.length, example: head.lines[0] ?? '' } };
}
