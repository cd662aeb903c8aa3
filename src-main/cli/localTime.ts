/**
 * A time as people type it, in the machine's own zone: `2024-03-01`, `2024-03-01T08`, `2024-03-01T08:30`; or with a zone
 * of its own (ISO 8601). As precise as it was typed: the end of `2024-03-01` is the end of that day.
 */
import { RefusedError } from '../engine/lib/index.ts';

const TYPED = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{2})(?::(\d{2}))?)?)?$/;

/** UTC milliseconds; `edge` says whether the first moment meant is wanted, or the first one after. */
export function parseLocalTime(text: string, edge: 'start' | 'end'): number {
  const found = TYPED.exec(text);
  if (!found) return parseZoned(text);
  const parts: readonly (string | undefined)[] = found.slice(1);
  const [year = 0, month = 1, ...rest] = parts.flatMap((part) => (part === undefined ? [] : [Number(part)]));
  const fields = [...rest];
  const check = new Date(year, month - 1, fields[0] ?? 1, fields[1] ?? 0, fields[2] ?? 0, fields[3] ?? 0);
  // `new Date` carries 32 January into February: a date that does not come back as typed does not exist.
  if (check.getMonth() !== month - 1 || check.getDate() !== fields[0] || (fields[1] ?? 0) > 23) throw notATime(text);
  if (edge === 'start') return check.getTime();
  const last = fields.length - 1;
  const [day = 1, hour = 0, minute = 0, second = 0] = fields.map((value, index) =>
    index === last ? value + 1 : value,
  );
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}

function parseZoned(text: string): number {
  const at = /[Zz]$|[+-]\d{2}:?\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw notATime(text);
  return at;
}

function notATime(text: string): RefusedError {
  return new RefusedError('cli.not-a-time', { text });
}
