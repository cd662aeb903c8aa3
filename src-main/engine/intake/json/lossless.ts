/**
 * JSON (RFC 8259) without loss: numbers that a double cannot hold keep their text, nesting is bounded, and errors say
 * where. Texts whose numbers are all small integers go through the runtime's own parser, which is several times faster
 * and refuses exactly the same texts. Of names that occur twice in an object the last one counts, as there.
 */
import { LIMITS } from '../limits.ts';

/** A number as it was written, where a double would not give it back. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type Json = null | boolean | number | string | JsonNumber | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export class JsonSyntaxError extends Error {
  /** Index in the text, in UTF-16 code units. */
  readonly index: number;
  readonly deep: boolean;

  constructor(index: number, deep = false) {
    super(deep ? `nested too deeply at ${index}` : `not JSON at ${index}`);
    this.index = index;
    this.deep = deep;
  }
}

/** A number that starts a value and has 16 digits or more, a fraction, an exponent, or is -0. May hit inside strings. */
const NEEDS_CARE = /(?:^|[:,[])[\t\n\r ]*-?(?:\d{16}|\d+[.eE]|0(?!\d))/;

/** Throws `JsonSyntaxError`. */
export function parseJson(text: string): Json {
  if (!NEEDS_CARE.test(text)) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      // The careful parser refuses it too, and knows where.
    }
  }
  return parseCarefully(text);
}

export function parseCarefully(text: string): Json {
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.space();
  if (parser.at < text.length) throw new JsonSyntaxError(parser.at);
  return value;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Up to 15 digits every integer is exact. */
const EXACT = /^(?:0|-?[1-9]\d{0,14})$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 §7 forbids exactly these unescaped
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Parser {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  value(depth: number): Json {
    this.space();
    if (depth > LIMITS.jsonDepth) throw new JsonSyntaxError(this.at, true);
    switch (this.#text[this.at]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.at)) throw new JsonSyntaxError(this.at);
    this.at += word.length;
    return value;
  }

  #number(): number | JsonNumber {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.#text);
    if (!found) throw new JsonSyntaxError(this.at);
    this.at += found[0].length;
    return EXACT.test(found[0]) ? Number(found[0]) : new JsonNumber(found[0]);
  }

  #string(): string {
    this.at += 1;
    let value = '';
    for (;;) {
      PLAIN.lastIndex = this.at;
      const plain = PLAIN.exec(this.#text)?.[0] ?? '';
      value += plain;
      this.at += plain.length;
      const mark = this.#text[this.at];
      if (mark === '"') {
        this.at += 1;
        return value;
      }
      if (mark !== '\\') throw new JsonSyntaxError(this.at);
      value += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.#text[this.at + 1] ?? '';
    if (letter === 'u') {
      const digits = this.#text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new JsonSyntaxError(this.at);
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const char = ESCAPES[letter];
    if (char === undefined) throw new JsonSyntaxError(this.at);
    this.at += 2;
    return char;
  }

  #array(depth: number): readonly Json[] {
    const items: Json[] = [];
    this.at += 1;
    this.space();
    if (this.#text[this.at] === ']') {
      this.at += 1;
      return items;
    }
    for (;;) {
      items.push(this.value(depth + 1));
      if (this.#next(']')) return items;
    }
  }

  #object(depth: number): JsonObject {
    const members: Record<string, Json> = {};
    this.at += 1;
    this.space();
    if (this.#text[this.at] === '}') {
      this.at += 1;
      return members;
    }
    for (;;) {
      this.space();
      if (this.#text[this.at] !== '"') throw new JsonSyntaxError(this.at);
      const key = this.#string();
      this.space();
      if (this.#text[this.at] !== ':') throw new JsonSyntaxError(this.at);
      this.at += 1;
      const value = this.value(depth + 1);
      // As JSON.parse: a member of that name, never the prototype.
      if (key === '__proto__') Object.defineProperty(members, key, { value, enumerable: true, configurable: true });
      else members[key] = value;
      if (this.#next('}')) return members;
    }
  }

  /** After a value: true at the closing bracket, false at a comma. */
  #next(closing: string): boolean {
    this.space();
    const mark = this.#text[this.at];
    if (mark !== ',' && mark !== closing) throw new JsonSyntaxError(this.at);
    this.at += 1;
    return mark === closing;
  }
}
