/**
 * A typed time or period, as precise as it was typed: `2024-03-01` is that day, `2024-03-01T08` that hour,
 * `2024-03-01T08:30` that minute; `A..B` runs from the start of A to the end of B; either side may be left open.
 * After `..` a bare `HH:MM` means the day of the start.
 */
import { EvidenceError } from '../../lib/index.ts';
import type { FieldValue } from './ast.ts';

const MOMENT = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{2})(?::(\d{2}))?)?)?)?)?$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

export function parsePeriod(text: string, zoneOffsetMinutes: number, position: number): FieldValue {
  const [left = '', right, ...more] = text.replaceAll('：', ':').split('..');
  if (more.length > 0) throw notATime(text, position);
  const first = left === '' ? null : parseMoment(left);
  if (left !== '' && !first) throw notATime(text, position);
  if (right === undefined) {
    if (!first) throw notATime(text, position);
    return period(first.start, first.end, zoneOffsetMinutes);
  }
  const clock = CLOCK.exec(right);
  const last = right === '' ? null : parseMoment(clock && left.length >= 10 ? `${left.slice(0, 10)}T${right}` : right);
  if ((right !== '' && !last) || (!first && !last)) throw notATime(text, position);
  if (first && last && last.end <= first.start) throw new EvidenceError('search.period-reversed', { text, position });
  return period(first?.start ?? null, last?.end ?? null, zoneOffsetMinutes);
}

/** Wall-clock moments as if they were UTC; `end` is one unit of the precision that was typed later. */
function parseMoment(text: string): { start: number; end: number } | null {
  const found = MOMENT.exec(text);
  if (!found) return null;
  const parts: readonly (string | undefined)[] = found.slice(1);
  const [year, month, day, hour, minute, second] = parts.map((part) => (part === undefined ? undefined : Number(part)));
  const fields = [year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0] as const;
  const start = Date.UTC(...fields);
  // Date.UTC carries 32 January into February: a date that does not come back as typed does not exist.
  const back = new Date(start);
  const typed = [
    back.getUTCFullYear(),
    back.getUTCMonth(),
    back.getUTCDate(),
    back.getUTCHours(),
    back.getUTCMinutes(),
  ];
  if (typed.some((value, index) => value !== fields[index])) return null;
  const precision = [year, month, day, hour, minute, second].filter((part) => part !== undefined).length - 1;
  const next = fields.map((value, index) => (index === precision ? value + 1 : value));
  return { start, end: Date.UTC(...(next as [number, number, number, number, number, number])) };
}

function period(from: number | null, to: number | null, zoneOffsetMinutes: number): FieldValue {
  const shift = zoneOffsetMinutes * 60_000;
  return { kind: 'period', from: from === null ? null : from - shift, to: to === null ? null : to - shift };
}

function notATime(text: string, position: number): EvidenceError {
  return new EvidenceError('search.not-a-time', { text, position });
}
