/** WhatsApp text: lines with date, time and a name, in one of its layouts; the file's name makes it surer. */
import type { Head } from '../../head.ts';
import type { Detection } from '../../reader.ts';
import { headerOf } from './header.ts';

const NAMED = /^_chat\.txt$|whatsapp/i;

export function detectWhatsApp(head: Head): Detection | null {
  if (head.text === null) return null;
  const first = head.lines.find((line) => line.trim() !== '');
  const found = head.lines.filter((line) => headerOf(line) !== null).length;
  if (first === undefined || headerOf(first) === null || found === 0) return null;
  const confidence = NAMED.test(head.path) ? 0.97 : 0.85;
  return { confidence, reason: 'lines', details: { found, example: first.slice(0, 60) } };
}
