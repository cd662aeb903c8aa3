/** Where a JSON value ends, found byte by byte without looking at what it says; can be stopped and resumed anywhere. */
import { LIMITS } from '../limits.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export class ValueScan {
  depth = 0;
  inString = false;
  tooDeep = false;

  reset(): void {
    this.depth = 0;
    this.inString = false;
    this.tooDeep = false;
  }

  /**
   * Goes on at `from`; the first call stands on the opening bracket or quote. Returns the index behind the value's
   * end, or minus (the index to go on from) minus 1 when the bytes do not reach that far.
   */
  run(bytes: Buffer, from: number, trailBytes: boolean): number {
    const { length } = bytes;
    let { depth, inString } = this;
    let i = from;
    while (i < length) {
      if (inString) {
        i = trailBytes ? stringEndStepping(bytes, i) : stringEnd(bytes, i);
        if (i < 0) {
          // `i` tells where to go on: an escape or a character may stand half in these bytes.
          this.depth = depth;
          this.inString = true;
          return i;
        }
        inString = false;
        if (depth === 0) return i;
        continue;
      }
      const byte = bytes[i];
      i += 1;
      if (byte === QUOTE) inString = true;
      else if (byte === 0x7b || byte === 0x5b) {
        depth += 1;
        if (depth > LIMITS.jsonDepth) this.tooDeep = true;
      } else if (byte === 0x7d || byte === 0x5d) {
        depth -= 1;
        if (depth <= 0) return i;
      }
    }
    this.depth = depth;
    this.inString = inString;
    return -i - 1;
  }
}

/** Index behind the closing quote, or minus (where to go on) minus 1. */
function stringEnd(bytes: Buffer, from: number): number {
  const { length } = bytes;
  let i = from;
  while (i < length) {
    const byte = bytes[i];
    if (byte === QUOTE) return i + 1;
    if (byte === BACKSLASH) {
      if (i + 1 >= length) return -i - 1;
      i += 2;
    } else i += 1;
  }
  return -i - 1;
}

/** As `stringEnd`, for encodings whose second byte may be a backslash. */
function stringEndStepping(bytes: Buffer, from: number): number {
  const { length } = bytes;
  let i = from;
  while (i < length) {
    const byte = bytes[i] ?? 0;
    if (byte === QUOTE) return i + 1;
    if (byte === BACKSLASH || byte >= 0x81) {
      if (i + 1 >= length) return -i - 1;
      i += 2;
    } else i += 1;
  }
  return -i - 1;
}
