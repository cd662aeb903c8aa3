/**
 * CSV rows (RFC 4180) with their byte ranges. A quotation mark counts only where a field begins; a quoted field may hold
 * line ends. A quotation mark that is never closed would swallow the rest of the file: its line is then reported, and
 * reading goes on with the next one.
 */
import { LIMITS } from '../limits.ts';
import { type Cutter, markLength } from '../text/cutting.ts';
import type { Decode } from '../text/encodings.ts';

export type Delimiter = ',' | '\t' | ';';

export interface RowRules {
  /** `bytes[start…end)` is the row without its line end; it stands at `at` in the stream. */
  row(fields: readonly string[], bytes: Buffer, start: number, end: number, at: number): void;
  quoteOpen(at: number, length: number): void;
}

/** A quoted field this long has lost its closing mark. */
const LONGEST_ROW = Math.min(LIMITS.recordBytes, 4 << 20);
const QUOTE = 0x22;
const FEED = 0x0a;
const RETURN = 0x0d;

export function csvCutter(delimiter: Delimiter, decode: Decode, rules: RowRules): Cutter {
  const separator = delimiter.charCodeAt(0);

  const emit = (bytes: Buffer, start: number, feed: number, quoted: boolean, at: number): void => {
    const end = feed > start && bytes[feed - 1] === RETURN ? feed - 1 : feed;
    if (end === start) return;
    const text = decode(bytes, start, end);
    rules.row(quoted ? splitQuoted(text, delimiter) : text.split(delimiter), bytes, start, end, at + start);
  };

  return {
    cut(bytes, at, last) {
      const { length } = bytes;
      let start = markLength(bytes, at);
      let quote = -1;
      while (start < length) {
        // Looked for once, not once a row: most rows have none, and the next may be far.
        if (quote < start) quote = indexOr(bytes, QUOTE, start, length);
        const { end, quoted, open } = rowEnd(bytes, start, separator, quote);
        if (open && (last || length - start > LONGEST_ROW)) {
          const lineEnd = indexOr(bytes, FEED, start, length);
          rules.quoteOpen(at + start, lineEnd - start);
          start = lineEnd + 1;
          continue;
        }
        if (end === length && !last) break;
        emit(bytes, start, end, quoted, at);
        start = end + 1;
      }
      return Math.min(start, length);
    },
  };
}

interface RowEnd {
  /** Index of the line feed, or the length when the row may go on. */
  readonly end: number;
  readonly quoted: boolean;
  /** The bytes end inside a quoted field. */
  readonly open: boolean;
}

function rowEnd(bytes: Buffer, start: number, separator: number, firstQuote: number): RowEnd {
  const lineEnd = indexOr(bytes, FEED, start, bytes.length);
  if (firstQuote >= lineEnd) return { end: lineEnd, quoted: false, open: false };
  return quotedRowEnd(bytes, start, separator);
}

function indexOr(bytes: Buffer, byte: number, from: number, otherwise: number): number {
  const index = bytes.indexOf(byte, from);
  return index < 0 ? otherwise : index;
}

function quotedRowEnd(bytes: Buffer, start: number, separator: number): RowEnd {
  const { length } = bytes;
  let quoted = false;
  let fieldStart = true;
  let i = start;
  while (i < length) {
    const byte = bytes[i];
    if (byte === QUOTE && fieldStart) {
      quoted = true;
      i = closingQuote(bytes, i + 1) + 1;
      if (i === 0) return { end: length, quoted, open: true };
      fieldStart = false;
      continue;
    }
    if (byte === FEED) return { end: i, quoted, open: false };
    fieldStart = byte === separator;
    i += 1;
  }
  return { end: length, quoted, open: false };
}

/** Index of the mark that closes a field begun before `from`; doubled marks stand for one. -1 when there is none. */
function closingQuote(bytes: Buffer, from: number): number {
  for (let i = from; i < bytes.length; i++) {
    if (bytes[i] !== QUOTE) continue;
    if (bytes[i + 1] !== QUOTE) return i;
    i += 1;
  }
  return -1;
}

/** Fields of one row with quoted ones among them. Text behind a closing mark stays with its field. */
export function splitQuoted(row: string, delimiter: Delimiter): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (row[at] === '"') {
      let from = at + 1;
      for (;;) {
        const mark = row.indexOf('"', from);
        if (mark < 0) {
          field += row.slice(from);
          at = row.length;
          break;
        }
        field += row.slice(from, mark);
        at = mark + 1;
        if (row[at] !== '"') break;
        field += '"';
        from = at + 1;
      }
    }
    const next = row.indexOf(delimiter, at);
    if (next < 0) {
      fields.push(field + row.slice(at));
      return fields;
    }
    fields.push(field + row.slice(at, next));
    at = next + 1;
  }
}
