/** Decoding of one record, with its damage reported where it stands. */
import { flawed, type WarningSink } from '../warnings.ts';
import { firstBrokenByte } from './brokenBytes.ts';
import type { TextInput } from './textInput.ts';

/** Text of a range; a U+FFFD that the file itself holds is no damage. */
export function decodeRecord(
  input: TextInput,
  bytes: Buffer,
  start: number,
  end: number,
  at: number,
  warn: WarningSink,
): string {
  const text = input.decode(bytes, start, end);
  if (text.includes('\ufffd')) reportBroken(input, bytes.subarray(start, end), at, warn);
  return text;
}

export function reportBroken(input: TextInput, bytes: Buffer, at: number, warn: WarningSink): void {
  const index = firstBrokenByte(bytes, input.encoding);
  if (index < 0) return;
  const place = input.place(at + index, 1);
  flawed(warn, 'bytes-broken', place, { encoding: input.encoding });
}
