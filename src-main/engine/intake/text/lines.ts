/** Cutting into lines, and into records of lines: a line that begins a record, and those that go on with it. */
import { LIMITS } from '../limits.ts';
import { type Cutter, markLength } from './cutting.ts';
import type { Decode } from './encodings.ts';

/** Gets each line without its line end; `bytes[start…end)` stands at `at` in the stream. */
export type OnLine = (bytes: Buffer, start: number, end: number, at: number) => void;

/** `tooLong` gets lines beyond the limit instead. */
export function lineCutter(onLine: OnLine, tooLong: (at: number, length: number) => void): Cutter {
  return {
    cut(bytes, at, last) {
      let start = markLength(bytes, at);
      for (;;) {
        const feed = bytes.indexOf(0x0a, start);
        if (feed < 0) break;
        onLine(bytes, start, withoutReturn(bytes, start, feed), at + start);
        start = feed + 1;
      }
      if (bytes.length - start > LIMITS.recordBytes) {
        tooLong(at + start, bytes.length - start);
        return bytes.length;
      }
      if (last && start < bytes.length) onLine(bytes, start, withoutReturn(bytes, start, bytes.length), at + start);
      return last ? bytes.length : start;
    },
  };
}

function withoutReturn(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
}

export interface LineRecord<Head> {
  readonly head: Head;
  /** Lines after the one that begins the record. */
  readonly rest: readonly string[];
  readonly bytes: Buffer;
  /** Range in `bytes`, line ends included except the last one's. */
  readonly start: number;
  readonly end: number;
  /** Place of `start` in the stream. */
  readonly at: number;
}

export interface LineRecordRules<Head> {
  /** What a line begins, or null when it goes on with the record before. */
  begin(line: string): Head | null;
  record(record: LineRecord<Head>): void;
  /** Lines before the first record. */
  stray(line: string, at: number, length: number): void;
  tooLong(at: number, length: number): void;
}

export function lineRecordCutter<Head>(decode: Decode, rules: LineRecordRules<Head>): Cutter {
  let open: { head: Head; rest: string[]; startAt: number; endAt: number } | null = null;
  let scannedTo = 0;

  const close = (bytes: Buffer, at: number): void => {
    if (open === null) return;
    const { head, rest, startAt, endAt } = open;
    open = null;
    rules.record({ head, rest, bytes, start: startAt - at, end: endAt - at, at: startAt });
  };

  return {
    cut(bytes, at, last) {
      if (scannedTo === 0) scannedTo = at + markLength(bytes, at);
      for (let start = scannedTo - at; start < bytes.length; start = scannedTo - at) {
        const feed = bytes.indexOf(0x0a, start);
        if (feed < 0 && !last) break;
        const end = withoutReturn(bytes, start, feed < 0 ? bytes.length : feed);
        const line = decode(bytes, start, end);
        const head = rules.begin(line);
        if (head !== null) {
          close(bytes, at);
          open = { head, rest: [], startAt: at + start, endAt: at + end };
        } else if (open === null) rules.stray(line, at + start, end - start);
        else {
          open.rest.push(line);
          open.endAt = at + end;
        }
        scannedTo = at + (feed < 0 ? bytes.length : feed + 1);
      }
      if (last) close(bytes, at);
      const from: number = open === null ? scannedTo : open.startAt;
      if (at + bytes.length - from > LIMITS.recordBytes) {
        rules.tooLong(from, at + bytes.length - from);
        open = null;
        scannedTo = at + bytes.length;
      }
      return last ? bytes.length : (open === null ? scannedTo : open.startAt) - at;
    },
  };
}
