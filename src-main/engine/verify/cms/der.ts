/**
 * ASN.1 values in their basic and distinguished encodings (X.690): tag, length, content, as CMS and X.509 use them.
 * Definite and indefinite lengths are read; tags above 30 and nesting deeper than 32 are refused.
 */
import { EvidenceError, equalBytes, toHex } from '../../lib/index.ts';

export interface Asn1 {
  /** The identifier octet, with class and the constructed bit: 0x30 is a SEQUENCE. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** The whole encoding, identifier and length included. */
  readonly encoded: Uint8Array;
  /** Offset in the file, for messages. */
  readonly at: number;
  /** Of a constructed value; empty otherwise. */
  readonly children: readonly Asn1[];
}

export const SEQUENCE = 0x30;
export const SET = 0x31;
export const INTEGER = 0x02;
const OCTET_STRING = 0x04;
export const OBJECT_IDENTIFIER = 0x06;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const BMP_STRING = 0x1e;
const CONSTRUCTED = 0x20;
const MOST_NESTED = 32;

/** Exactly one value: bytes after it are refused. */
export function readAsn1(bytes: Uint8Array): Asn1 {
  const { value, end } = readValue(bytes, 0, 0, 0);
  if (end !== bytes.length) throw malformed(end);
  return value;
}

function readValue(bytes: Uint8Array, start: number, base: number, depth: number): { value: Asn1; end: number } {
  const tag = octet(bytes, start, base);
  const at = base + start;
  if ((tag & 0x1f) === 0x1f || depth > MOST_NESTED) throw malformed(at);
  const first = octet(bytes, start + 1, base);
  if (first === 0x80) return readIndefinite(bytes, start, base, depth, tag);
  let length = first;
  let from = start + 2;
  if (first > 0x80) {
    const digits = first & 0x7f;
    if (digits > 4) throw malformed(at);
    length = 0;
    for (let index = 0; index < digits; index += 1) length = length * 256 + octet(bytes, from + index, base);
    from += digits;
  }
  const end = from + length;
  if (end > bytes.length) throw malformed(at);
  const content = bytes.subarray(from, end);
  const children = (tag & CONSTRUCTED) === 0 ? [] : readAll(content, base + from, depth + 1);
  return { value: { tag, content, encoded: bytes.subarray(start, end), at, children }, end };
}

/** X.690 §8.1.3.6: the content ends with two zero octets. */
function readIndefinite(bytes: Uint8Array, start: number, base: number, depth: number, tag: number) {
  if ((tag & CONSTRUCTED) === 0) throw malformed(base + start);
  const children: Asn1[] = [];
  let next = start + 2;
  while (octet(bytes, next, base) !== 0 || octet(bytes, next + 1, base) !== 0) {
    const child = readValue(bytes, next, base, depth + 1);
    children.push(child.value);
    next = child.end;
  }
  const content = bytes.subarray(start + 2, next);
  return {
    value: { tag, content, encoded: bytes.subarray(start, next + 2), at: base + start, children },
    end: next + 2,
  };
}

function readAll(bytes: Uint8Array, base: number, depth: number): Asn1[] {
  const values: Asn1[] = [];
  for (let next = 0; next < bytes.length; ) {
    const { value, end } = readValue(bytes, next, base, depth);
    values.push(value);
    next = end;
  }
  return values;
}

function octet(bytes: Uint8Array, index: number, base: number): number {
  const value = bytes[index];
  if (value === undefined) throw malformed(base + index);
  return value;
}

export function malformed(at: number): EvidenceError {
  return new EvidenceError('cms.malformed', { offset: at });
}

/** The child at `index`, with the tag it must have. */
export function childOf(value: Asn1, index: number, tag: number): Asn1 {
  const child = value.children[index];
  if (child?.tag !== tag) throw malformed(child?.at ?? value.at);
  return child;
}

export function sameEncoding(a: Asn1, b: Asn1): boolean {
  return equalBytes(a.encoded, b.encoded);
}

/** Dotted decimal. */
export function objectIdentifier(value: Asn1): string {
  if (value.tag !== OBJECT_IDENTIFIER || value.content.length === 0) throw malformed(value.at);
  const arcs: number[] = [];
  let arc = 0;
  for (const digit of value.content) {
    arc = arc * 128 + (digit & 0x7f);
    if (digit >= 0x80) continue;
    if (arcs.length === 0) {
      const first = Math.min(Math.floor(arc / 40), 2);
      arcs.push(first, arc - first * 40);
    } else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}

export function integerHex(value: Asn1): string {
  if (value.tag !== INTEGER || value.content.length === 0) throw malformed(value.at);
  return toHex(value.content).replace(/^(00)+(?=.)/, '');
}

/** An OCTET STRING, in one piece or (BER only) in several. */
export function octetString(value: Asn1): Uint8Array {
  if (value.tag === OCTET_STRING) return value.content;
  if (value.tag === (OCTET_STRING | CONSTRUCTED)) return Buffer.concat(value.children.map(octetString));
  throw malformed(value.at);
}

/** UTC milliseconds of a UTCTime (years 1950 to 2049, RFC 5280 §4.1.2.5.1) or GeneralizedTime, in Zulu with seconds. */
export function time(value: Asn1): number {
  const text = Buffer.from(value.content).toString('latin1');
  const match =
    value.tag === UTC_TIME
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
      : value.tag === GENERALIZED_TIME
        ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
        : null;
  if (!match) throw malformed(value.at);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const fullYear = value.tag === UTC_TIME ? year + (year < 50 ? 2000 : 1900) : year;
  return Date.UTC(fullYear, month - 1, day, hour, minute, second);
}

/** A directory string (X.520): UTF-8 and its subsets, or BMPString. */
export function directoryString(value: Asn1): string {
  if (value.tag === BMP_STRING) return new TextDecoder('utf-16be').decode(value.content);
  return new TextDecoder('utf-8').decode(value.content);
}
