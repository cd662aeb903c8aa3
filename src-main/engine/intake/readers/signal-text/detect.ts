/** Text that Signal exporters write: `[2019-12-24, 12:23] Name: text`, to the minute. */
import type { Head } from '../../head.ts';
import type { Detection } from '../../reader.ts';

export const HEADER = /^\[(\d{4}-\d{2}-\d{2}, \d{2}:\d{2})\] ([^:]{1,120}): ?(.*)$/s;

export function detectSignalText(head: Head): Detection | null {
  const [first] = head.lines;
  if (first === undefined || !HEADER.test(first)) return null;
  const found = head.lines.filter((line) => HEADER.test(line)).length;
  return { confidence: 0.9, reason: 'lines', details: { found, example: first.slice(0, 60) } };
}
