/** Records of a JSON file, document or one value a line, parsed and with their places. */
import type { Place } from '../model.ts';
import type { Reading } from '../reader.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import { cutInput } from '../text/cutting.ts';
import { decodeRecord } from '../text/decodeRecord.ts';
import { lineCutter } from '../text/lines.ts';
import { type TextInput, textInput } from '../text/textInput.ts';
import { lost, type WarningCode } from '../warnings.ts';
import { type Json, JsonSyntaxError, parseJson } from './lossless.ts';
import { jsonPath } from './paths.ts';
import { JsonSplitter, type Scope, type SplitRules } from './splitter.ts';

export interface JsonRules {
  /** Where the records of a document stand, e.g. `messages[]`; the empty path is the document itself. */
  readonly paths: readonly string[];
  /** JSON Lines: whether this value is no record but a document that holds records at `paths`. */
  wraps?(value: Json): boolean;
  /** `path` is the index in `paths`, -1 for a whole line; `scope` is null for those. */
  record(value: Json, place: Place, raw: Buffer, path: number, scope: Scope | null): void;
  /** The object around records is complete. */
  scopeEnd?(scope: Scope): void;
}

export async function readJson(reading: Reading, file: SourceFile, lines: boolean, rules: JsonRules): Promise<void> {
  const { sink } = reading;
  const input = textInput(file, await reading.encodingOf(file));
  const splitRules = new RecordParsing(reading, input, rules);
  const cutter = lines
    ? lineCutter(
        (bytes, start, end, at) => splitRules.line(bytes, start, end, at),
        (at, length) => splitRules.fault('record-too-long', at, length),
      )
    : new JsonSplitter(input.decode, input.trailBytes, splitRules);
  await cutInput(input, cutter, () => sink.drained());
}

/** Elements of a value that lies in memory, with their places in the file. For records inside records. */
export function elementsOf(bytes: Buffer, path: string, each: (start: number, end: number) => void): void {
  const splitter = new JsonSplitter((from, start, end) => from.toString('utf8', start, end), false, {
    paths: [jsonPath(path)],
    record: (_path, _bytes, start, end) => each(start, end),
    fault: () => {},
  });
  splitter.cut(bytes, 0, true);
}

class RecordParsing implements SplitRules {
  readonly paths;
  readonly #reading: Reading;
  readonly #input: TextInput;
  readonly #rules: JsonRules;

  constructor(reading: Reading, input: TextInput, rules: JsonRules) {
    this.paths = rules.paths.map(jsonPath);
    this.#reading = reading;
    this.#input = input;
    this.#rules = rules;
  }

  record(path: number, bytes: Buffer, start: number, end: number, at: number, scope: Scope): void {
    const value = this.#parse(bytes, start, end, at);
    if (value !== undefined) this.#hand(value, bytes, start, end, at, path, scope);
  }

  line(bytes: Buffer, start: number, end: number, at: number): void {
    const first = bytes[start];
    // Blank lines, and the comments that ChatLab's lines may have.
    if (start === end || first === 0x23 || bytes.toString('latin1', start, end).trim() === '') return;
    const value = this.#parse(bytes, start, end, at);
    if (value === undefined) return;
    if (this.#rules.wraps?.(value)) {
      // A splitter of its own for the one document; its offsets begin at the line.
      const rules: SplitRules = {
        paths: this.paths,
        record: (path, inner, from, to, offset, scope) => this.record(path, inner, from, to, at + offset, scope),
        scopeEnd: (scope) => this.#rules.scopeEnd?.(scope),
        fault: (code, offset, length) => this.fault(code, at + offset, length),
      };
      new JsonSplitter(this.#input.decode, this.#input.trailBytes, rules).cut(bytes.subarray(start, end), 0, true);
    } else this.#hand(value, bytes, start, end, at, -1, null);
  }

  scopeEnd(scope: Scope): void {
    this.#rules.scopeEnd?.(scope);
  }

  fault(code: WarningCode, at: number, length: number): void {
    const place = this.#input.place(at, length);
    lost(this.#reading.sink.warning, code, place);
  }

  #hand(value: Json, bytes: Buffer, start: number, end: number, at: number, path: number, scope: Scope | null): void {
    const place = this.#input.place(at, end - start);
    this.#rules.record(value, place, this.#input.raw(bytes, start, end, place), path, scope);
  }

  #parse(bytes: Buffer, start: number, end: number, at: number): Json | undefined {
    const text = decodeRecord(this.#input, bytes, start, end, at, this.#reading.sink.warning);
    try {
      return parseJson(text);
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      const place = this.#input.place(at, end - start);
      // Only in UTF-8 can the byte be told from the character; elsewhere the record's start is named.
      const within = this.#input.encoding === 'utf-8' ? Buffer.byteLength(text.slice(0, error.index)) : 0;
      const code = error.deep ? 'json-too-deep' : 'json-syntax';
      lost(this.#reading.sink.warning, code, place, { offset: place.offset + within });
      return undefined;
    }
  }
}
