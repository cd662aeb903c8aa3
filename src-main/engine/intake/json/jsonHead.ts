/** What the first bytes of a JSON file show: the members that are complete so far, and whether it is one value a line. */
import { decoderOf } from '../text/encodings.ts';
import { Frame } from './frame.ts';
import { type Json, parseJson } from './lossless.ts';
import { JsonSplitter } from './splitter.ts';

export interface JsonHead {
  /** The first value, closed where the head ends. */
  readonly value: Json;
  /** One value a line (JSON Lines), rather than one document. */
  readonly lines: boolean;
}

export function jsonHead(text: string, name: string): JsonHead | null {
  const start = text.search(/\S/);
  const begin = text[start];
  if (begin !== '{' && begin !== '[' && begin !== '#') return null;
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [first = '', second] = lines;
  const whole = parsedLine(first);
  if (whole !== undefined && second !== undefined) return { value: whole, lines: true };
  const value = outline(lines.join('\n'));
  if (value === null || (begin === '#' && whole === undefined)) return null;
  return { value, lines: second === undefined && /\.(?:jsonl|ndjson)$/i.test(name) };
}

function parsedLine(line: string): Json | undefined {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}

function outline(text: string): Json | null {
  const frame = new Frame();
  const ignore = (): void => {};
  const splitter = new JsonSplitter(decoderOf('utf-8'), false, { paths: [], record: ignore, fault: ignore }, frame);
  splitter.cut(Buffer.from(text, 'utf8'), 0, false);
  const value = frame.partial(0);
  return typeof value === 'object' ? value : null;
}
