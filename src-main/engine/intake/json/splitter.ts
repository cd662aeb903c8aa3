/**
 * Cuts JSON documents into records without holding them: values at the given paths are handed out as byte ranges, what
 * stands around them (names, member lists, counts) is kept as a *frame*, the document with its records left out.
 * Around the records the grammar of RFC 8259 is checked here; what is in them is checked by who parses them.
 */
import { LIMITS } from '../limits.ts';
import { type Cutter, markLength } from '../text/cutting.ts';
import type { Decode } from '../text/encodings.ts';
import { Frame } from './frame.ts';
import { type Json, parseJson } from './lossless.ts';
import { type JsonPath, matchingPath } from './paths.ts';
import { ValueScan } from './valueScan.ts';

export type JsonFault = 'json-syntax' | 'json-too-deep' | 'document-cut' | 'record-too-long';

/** What encloses records: the innermost object around them, or the document. */
export interface Scope {
  /** 0, 1, 2 … in the order in which scopes begin. */
  readonly ordinal: number;
  /** Its members as far as they have been read, records left out; null where it is an array. */
  frame(): Json;
}

export interface SplitRules {
  readonly paths: readonly JsonPath[];
  record(path: number, bytes: Buffer, start: number, end: number, at: number, scope: Scope): void;
  /** A scope that held records, or could have, is complete. */
  scopeEnd?(scope: Scope, at: number, length: number): void;
  fault(fault: JsonFault, at: number, length: number): void;
}

interface Container {
  readonly array: boolean;
  /** Its first byte in the stream. */
  readonly at: number;
  /** Index of the path its elements are records of; -1. */
  readonly recordPath: number;
  scope: OpenScope | null;
}

interface OpenScope extends Scope {
  readonly at: number;
}

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'document-end';

export class JsonSplitter implements Cutter {
  readonly #rules: SplitRules;
  readonly #decode: Decode;
  readonly #trailBytes: boolean;
  readonly #frame: Frame;
  readonly #scan = new ValueScan();
  readonly #stack: Container[] = [];
  readonly #path: string[] = [];
  #expect: Expect = 'value';
  #scopes = 0;
  /** Start of the record being scanned, and how far; -1 when none is. */
  #recordAt = -1;
  #scannedTo = 0;
  #recordPath = 0;
  #stopped: { readonly fault: JsonFault; readonly at: number } | null = null;

  constructor(decode: Decode, trailBytes: boolean, rules: SplitRules, frame = new Frame()) {
    this.#frame = frame;
    this.#decode = decode;
    this.#trailBytes = trailBytes;
    this.#rules = rules;
  }

  cut(bytes: Buffer, at: number, last: boolean): number {
    let i = at === 0 ? markLength(bytes, 0) : 0;
    while (this.#stopped === null) {
      const next = this.#recordAt >= 0 ? this.#resumeRecord(bytes, at) : this.#step(bytes, i, at, last);
      if (next < 0) break;
      i = next;
    }
    if (this.#stopped !== null) {
      const { fault, at: stoppedAt } = this.#stopped;
      if (last) this.#rules.fault(fault, stoppedAt, at + bytes.length - stoppedAt);
      return bytes.length;
    }
    if (!last) return this.#keepFrom(bytes, at, i);
    const end = at + bytes.length;
    const from = this.#recordAt >= 0 ? this.#recordAt : at + i;
    // An empty file is no document either (RFC 8259 §2: a JSON text is a value).
    if (this.#recordAt >= 0 || this.#expect !== 'document-end') this.#rules.fault('document-cut', from, end - from);
    return bytes.length;
  }

  /** Bytes before this index are done with. A record beyond the limit is no longer kept, only followed to its end. */
  #keepFrom(bytes: Buffer, at: number, i: number): number {
    if (this.#recordAt < 0) {
      if (bytes.length - i > LIMITS.recordBytes) this.#stop(at + i, 'record-too-long');
      return i;
    }
    const start = this.#recordAt - at;
    return bytes.length - start > LIMITS.recordBytes ? this.#scannedTo - at : start;
  }

  /** One token around the records. Returns the index behind it, or -1 when the bytes do not hold it whole. */
  #step(bytes: Buffer, from: number, at: number, last: boolean): number {
    let i = from;
    while (i < bytes.length && isSpace(bytes[i] ?? 0)) i += 1;
    if (i >= bytes.length) return i === from ? -1 : i;
    const byte = bytes[i] ?? 0;
    const top = this.#stack.at(-1);
    switch (this.#expect) {
      case 'colon':
        if (byte !== 0x3a) return this.#stop(at + i);
        this.#frame.mark(':');
        this.#expect = 'value';
        return i + 1;
      case 'comma-or-end':
        if (byte === 0x2c) {
          if (top?.array === false) this.#path.pop();
          if (top?.recordPath === -1) this.#frame.mark(',');
          this.#expect = top?.array === true ? 'value' : 'key';
          return i + 1;
        }
        return this.#close(byte, at + i) ? i + 1 : -1;
      case 'key':
      case 'key-or-end':
        if (byte === 0x22) return this.#key(bytes, i, at, last);
        if (this.#expect === 'key-or-end' && byte === 0x7d && this.#close(byte, at + i)) return i + 1;
        return this.#stop(at + i);
      case 'document-end':
        return this.#stop(at + i);
      case 'value-or-end':
        if (byte === 0x5d && this.#close(byte, at + i)) return i + 1;
        return this.#value(bytes, i, at, last);
      case 'value':
        return this.#value(bytes, i, at, last);
    }
  }

  #stop(at: number, fault: JsonFault = 'json-syntax'): -1 {
    this.#stopped = { fault, at };
    return -1;
  }

  #key(bytes: Buffer, i: number, at: number, last: boolean): number {
    const end = this.#scalarEnd(bytes, i, last);
    if (end < 0) return -1;
    const token = this.#decode(bytes, i, end);
    const key = parsed(token);
    if (typeof key !== 'string') return this.#stop(at + i);
    this.#path.push(key);
    this.#frame.mark(token);
    this.#expect = 'colon';
    return end;
  }

  #value(bytes: Buffer, i: number, at: number, last: boolean): number {
    const byte = bytes[i] ?? 0;
    const top = this.#stack.at(-1);
    const path = top === undefined || !top.array ? matchingPath(this.#rules.paths, this.#path) : top.recordPath;
    if (path >= 0) {
      this.#recordPath = path;
      return this.#record(bytes, i, at, last);
    }
    if (byte === 0x7b || byte === 0x5b) return this.#open(byte === 0x5b, at + i) ? i + 1 : -1;
    const end = this.#scalarEnd(bytes, i, last);
    if (end < 0) return -1;
    const token = this.#decode(bytes, i, end);
    if (parsed(token) === undefined) return this.#stop(at + i);
    this.#frame.scalar(token);
    this.#afterValue();
    return end;
  }

  #afterValue(): void {
    this.#expect = this.#stack.length === 0 ? 'document-end' : 'comma-or-end';
  }

  #open(array: boolean, at: number): boolean {
    if (this.#stack.length >= LIMITS.jsonDepth) {
      this.#stop(at, 'json-too-deep');
      return false;
    }
    this.#frame.open(array ? '[' : '{', array ? ']' : '}');
    if (array) this.#path.push('[]');
    const recordPath = array ? matchingPath(this.#rules.paths, this.#path) : -1;
    this.#stack.push({ array, at, recordPath, scope: null });
    if (recordPath >= 0) this.#scopeAround();
    this.#expect = array ? 'value-or-end' : 'key-or-end';
    return true;
  }

  /** The scope of records that begin now: made once for its object. */
  #scopeAround(): OpenScope {
    const index = Math.max(
      0,
      this.#stack.findLastIndex(({ array }) => !array),
    );
    const container = this.#stack[index];
    if (container?.scope) return container.scope;
    const level = this.#stack.length === 0 || container?.array === true ? -1 : index;
    const ordinal = this.#scopes++;
    const frame = this.#frame;
    const scope = { ordinal, at: container?.at ?? 0, frame: () => (level < 0 ? null : frame.partial(level)) };
    if (container) container.scope = scope;
    return scope;
  }

  #close(byte: number, at: number): boolean {
    const top = this.#stack.at(-1);
    if (!top || byte !== (top.array ? 0x5d : 0x7d)) {
      this.#stop(at);
      return false;
    }
    // The name or `[]` of what was inside; an empty object pushed none.
    if (top.array || this.#expect === 'comma-or-end') this.#path.pop();
    if (top.scope) this.#rules.scopeEnd?.(top.scope, top.at, at + 1 - top.at);
    this.#frame.close();
    this.#stack.pop();
    this.#afterValue();
    return true;
  }

  #record(bytes: Buffer, i: number, at: number, last: boolean): number {
    const byte = bytes[i] ?? 0;
    if (byte !== 0x7b && byte !== 0x5b) {
      const end = this.#scalarEnd(bytes, i, last);
      if (end < 0) return -1;
      if (parsed(this.#decode(bytes, i, end)) === undefined) return this.#stop(at + i);
      this.#emit(bytes, i, end, at);
      return end;
    }
    this.#scan.reset();
    this.#recordAt = at + i;
    this.#scannedTo = at + i;
    return this.#resumeRecord(bytes, at);
  }

  #resumeRecord(bytes: Buffer, at: number): number {
    const end = this.#scan.run(bytes, this.#scannedTo - at, this.#trailBytes);
    if (end < 0) {
      this.#scannedTo = at + (-end - 1);
      return -1;
    }
    const start = this.#recordAt - at;
    this.#recordAt = -1;
    if (this.#scan.tooDeep) this.#skip('json-too-deep', at + start, end - start);
    else if (start < 0) this.#skip('record-too-long', at + start, end - start);
    else this.#emit(bytes, start, end, at);
    return end;
  }

  #skip(fault: JsonFault, at: number, length: number): void {
    this.#rules.fault(fault, at, length);
    this.#afterValue();
  }

  #emit(bytes: Buffer, start: number, end: number, at: number): void {
    this.#rules.record(this.#recordPath, bytes, start, end, at + start, this.#scopeAround());
    this.#afterValue();
  }

  /** Index behind a string, number or word; -1 when it may go on behind the bytes at hand. */
  #scalarEnd(bytes: Buffer, i: number, last: boolean): number {
    if (bytes[i] === 0x22) {
      this.#scan.reset();
      const end = this.#scan.run(bytes, i, this.#trailBytes);
      return end < 0 ? -1 : end;
    }
    let end = i;
    while (end < bytes.length && isWordByte(bytes[end] ?? 0)) end += 1;
    if (end === i) return i + 1;
    return end === bytes.length && !last ? -1 : end;
  }
}

/** The value of a token that stands alone; undefined when it is not JSON. */
function parsed(token: string): Json | undefined {
  try {
    return parseJson(token);
  } catch {
    return undefined;
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Letters, digits, `+`, `-`, `.`: what numbers and words are made of, right or wrong. */
function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
