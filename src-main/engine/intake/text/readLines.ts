/** Records of a text log: each begins with a line that says when and who, and goes on until the next such line. */
import type { Place } from '../model.ts';
import type { Reading } from '../reader.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import { lost } from '../warnings.ts';
import { cutInput } from './cutting.ts';
import { reportBroken } from './decodeRecord.ts';
import { lineRecordCutter } from './lines.ts';
import { textInput } from './textInput.ts';

export interface LineRules<Head> {
  /** What a line begins; null when it goes on with the record before it. */
  begin(line: string): Head | null;
  record(head: Head, rest: readonly string[], place: Place, raw: Buffer): void;
  /** A line before the first record. Reported as unplaced unless it is handled here. */
  stray?(line: string, place: Place): void;
}

export async function readLines<Head>(reading: Reading, file: SourceFile, rules: LineRules<Head>): Promise<void> {
  const { sink } = reading;
  const input = textInput(file, await reading.encodingOf(file));
  const cutter = lineRecordCutter(input.decode, {
    begin: (line) => rules.begin(line),
    record({ head, rest, bytes, start, end, at }) {
      const place = input.place(at, end - start);
      const raw = input.raw(bytes, start, end, place);
      rules.record(head, rest, place, raw);
      if (input.decode(bytes, start, end).includes('\ufffd')) {
        reportBroken(input, bytes.subarray(start, end), at, sink.warning);
      }
    },
    stray(line, at, length) {
      if (line.trim() === '') return;
      const place = input.place(at, length);
      if (rules.stray) rules.stray(line, place);
      else lost(sink.warning, 'line-unplaced', place, { text: line.slice(0, 80) });
    },
    tooLong: (at, length) => lost(sink.warning, 'record-too-long', input.place(at, length)),
  });
  await cutInput(input, cutter, () => sink.drained());
}

/** Every line once, before the reading itself: for what can only be decided over the whole file. */
export async function surveyLines(reading: Reading, file: SourceFile, look: (line: string) => void): Promise<void> {
  const input = textInput(file, await reading.encodingOf(file));
  const cutter = lineRecordCutter(input.decode, {
    begin(line) {
      look(line);
      return null;
    },
    record: () => {},
    stray: () => {},
    tooLong: () => {},
  });
  await cutInput(input, cutter, () => reading.sink.drained());
}

/** A body of several lines, without the blank ones at its end that separate it from the next record. */
export function bodyOf(lines: readonly string[]): string {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.trim() === '') end -= 1;
  return lines.slice(0, end).join('\n');
}
