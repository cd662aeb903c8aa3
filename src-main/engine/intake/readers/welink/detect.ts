/** WeLink text: `姓名(工号)`, a tab, date and time; then the lines of the message. */
import type { Head } from '../../head.ts';
import type { Detection } from '../../reader.ts';

export const HEADER = /^(.+?)\(([A-Za-z0-9_]+)\)\t(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})\s*$/;

export function detectWeLink(head: Head): Detection | null {
  const headers = head.lines.filter((line) => HEADER.test(line));
  const [example] = headers;
  if (example === undefined || !HEADER.test(head.lines.find((line) => line.trim() !== '') ?? '')) return null;
  return { confidence: 0.93, reason: 'lines', details: { found: headers.length, example } };
}
