/**
 * A file as bytes that the cutters understand: ASCII characters are single bytes, whatever the file's encoding.
 * UTF-16 and UTF-32 are turned into UTF-8 on the way, and every range is led back to the bytes of the file.
 */

import type { Encoding } from '../../../../src-preload/contract/sourceWords.ts';
import { LIMITS } from '../limits.ts';
import type { Place, SourcePart } from '../model.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import type { EncodingFinding } from './detectEncoding.ts';
import { type Decode, decoderOf, hasTrailBytes, unitBytes } from './encodings.ts';

export interface TextInput {
  readonly part: SourcePart;
  readonly encoding: Encoding;
  /** Decodes a range of what `chunks` gives. */
  readonly decode: Decode;
  /** Whether the second byte of a character may look like an ASCII one. */
  readonly trailBytes: boolean;
  chunks(): AsyncIterable<Buffer>;
  /** Where `length` bytes of the stream, from `at`, stand in the file. Asked for in rising order. */
  place(at: number, length: number): Place;
  /** The file's own bytes of that place; `bytes[start…end)` is what the stream had there. */
  raw(bytes: Buffer, start: number, end: number, place: Place): Buffer;
}

export function textInput(file: SourceFile, finding: EncodingFinding): TextInput {
  const { encoding } = finding;
  if (unitBytes(encoding) > 1) return new WideInput(file, encoding);
  const { part } = file;
  return {
    part,
    encoding,
    decode: decoderOf(encoding),
    trailBytes: hasTrailBytes(encoding),
    chunks: () => file.chunks(),
    place: (offset, length) => ({ part, offset, length }),
    raw: (bytes, start, end) => bytes.subarray(start, end),
  };
}

interface Segment {
  readonly at: number;
  readonly utf8: Buffer;
  readonly rawAt: number;
  readonly raw: Buffer;
}

/** UTF-16 or UTF-32 turned into UTF-8. Code units that are no character become U+FFFD, one for one, so counting holds. */
class WideInput implements TextInput {
  readonly part: SourcePart;
  readonly encoding: Encoding;
  readonly decode = decoderOf('utf-8');
  readonly trailBytes = false;
  readonly #file: SourceFile;
  readonly #unit: number;
  #segments: Segment[] = [];
  /** The last position led back, for going on from there. */
  #known = { at: 0, raw: 0 };

  constructor(file: SourceFile, encoding: Encoding) {
    this.part = file.part;
    this.encoding = encoding;
    this.#file = file;
    this.#unit = unitBytes(encoding);
  }

  async *chunks(): AsyncGenerator<Buffer> {
    this.#segments = [];
    this.#known = { at: 0, raw: 0 };
    const toText = decoderOf(this.encoding);
    let at = 0;
    let rawAt = 0;
    let carry: Buffer = Buffer.alloc(0);
    for await (const chunk of this.#file.chunks()) {
      const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
      const raw = bytes.subarray(0, this.#wholeCharacters(bytes));
      carry = bytes.subarray(raw.length);
      const segment = { at, utf8: Buffer.from(toText(raw, 0, raw.length), 'utf8'), rawAt, raw };
      this.#keep(segment);
      yield segment.utf8;
      at += segment.utf8.length;
      rawAt += raw.length;
    }
    if (carry.length === 0) return;
    // Half a character at the end of the file.
    const segment = { at, utf8: Buffer.from('\ufffd', 'utf8'), rawAt, raw: carry };
    this.#keep(segment);
    yield segment.utf8;
  }

  /** Up to the last complete character: an even number of units that does not end between two surrogates. */
  #wholeCharacters(bytes: Buffer): number {
    const whole = bytes.length - (bytes.length % this.#unit);
    if (this.#unit === 4 || whole < 2) return whole;
    const last = this.encoding === 'utf-16le' ? bytes.readUInt16LE(whole - 2) : bytes.readUInt16BE(whole - 2);
    return last >= 0xd800 && last <= 0xdbff ? whole - 2 : whole;
  }

  #keep(segment: Segment): void {
    this.#segments.push(segment);
    // A record reaches back at most this far; what lies before it is never asked for again.
    while (this.#segments.length > 1) {
      const [first] = this.#segments;
      if (!first || first.at + first.utf8.length + LIMITS.recordBytes > segment.at) break;
      this.#segments.shift();
    }
  }

  place(at: number, length: number): Place {
    const offset = this.#rawAt(at);
    return { part: this.part, offset, length: this.#rawAt(at + length) - offset };
  }

  raw(_bytes: Buffer, _start: number, _end: number, place: Place): Buffer {
    const end = place.offset + place.length;
    const pieces = this.#segments.map(({ rawAt, raw }) =>
      raw.subarray(Math.max(0, place.offset - rawAt), Math.max(0, end - rawAt)),
    );
    return Buffer.concat(pieces);
  }

  #rawAt(at: number): number {
    if (at < this.#known.at) this.#known = { at: 0, raw: 0 };
    const known = this.#known;
    for (const segment of this.#segments) {
      const end = segment.at + segment.utf8.length;
      if (end < at) continue;
      const from = Math.max(known.at, segment.at);
      const fromRaw = known.at > segment.at ? known.raw : segment.rawAt;
      const raw =
        at === end
          ? segment.rawAt + segment.raw.length
          : fromRaw + this.#rawBytes(segment.utf8, from - segment.at, at - segment.at);
      this.#known = { at, raw };
      return raw;
    }
    return known.raw;
  }

  /** Bytes in the file of a range of UTF-8: one unit a character, two for those beyond the BMP in UTF-16. */
  #rawBytes(utf8: Buffer, start: number, end: number): number {
    let units = 0;
    for (let i = start; i < end; i++) {
      const byte = utf8[i] ?? 0;
      if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 && this.#unit === 2 ? 2 : 1;
    }
    return units * this.#unit;
  }
}
