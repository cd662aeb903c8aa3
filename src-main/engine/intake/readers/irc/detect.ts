/**
 * IRC logs: `[12:18] <nick> text`, `[12:18]  * nick does`, `=== notice`; with a channel and a date before that where the
 * log has one: `mediawiki 2013-01-26 [15:04:04] <nick> text`.
 */
import type { Head } from '../../head.ts';
import type { Detection } from '../../reader.ts';

export const MESSAGE =
  /^(?:(\S+) (\d{4}-\d{2}-\d{2}) )?\[(\d{1,2}:\d{2}(?::\d{2})?)\]\s+(?:<([^>]{1,64})>|\*\s(\S+)|-([^\s-][^\s]*)-)(?:\s(.*))?$/s;
export const NOTICE = /^(?:(\S+) (\d{4}-\d{2}-\d{2}) )?(?:\[(\d{1,2}:\d{2}(?::\d{2})?)\] )?===\s(.*)$/s;

export function detectIrc(head: Head): Detection | null {
  const lines = head.lines.slice(0, 300).filter((line) => line.trim() !== '');
  const messages = lines.filter((line) => MESSAGE.test(line));
  const [example] = messages;
  if (example === undefined) return null;
  const found = messages.length + lines.filter((line) => NOTICE.test(line)).length;
  return found * 10 < lines.length * 9 ? null : { confidence: 0.9, reason: 'lines', details: { found, example } };
}
