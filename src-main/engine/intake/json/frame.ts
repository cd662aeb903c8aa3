/** What is kept of a document around its records: a text that can be closed and parsed at any moment. */
import { LIMITS } from '../limits.ts';
import { type Json, parseJson } from './lossless.ts';

/** Longer strings of a frame are pictures and the like, not names; they are left out. */
const LONGEST_SCALAR = 4096;

export class Frame {
  #text = '';
  /** Up to here the text can be closed: behind a value or an opening bracket. */
  #good = 0;
  readonly #open: { readonly at: number; readonly closing: string }[] = [];
  /** Open brackets where the frame became full; null while it grows. */
  #fullAt: readonly string[] | null = null;

  /** A comma, a colon or a key. */
  mark(token: string): void {
    if (this.#fullAt === null) this.#text += token;
  }

  scalar(token: string): void {
    if (this.#fullAt !== null) return;
    this.#text += token.length > LONGEST_SCALAR ? 'null' : token;
    this.#good = this.#text.length;
    if (this.#good > LIMITS.frameChars) this.#fullAt = this.#open.map(({ closing }) => closing);
  }

  open(opening: string, closing: string): void {
    this.#open.push({ at: this.#text.length, closing });
    if (this.#fullAt !== null) return;
    this.#text += opening;
    this.#good = this.#text.length;
  }

  close(): void {
    const closed = this.#open.pop();
    if (this.#fullAt !== null) return;
    this.#text = this.#text.slice(0, this.#good) + (closed?.closing ?? '');
    this.#good = this.#text.length;
  }

  /** The bracket at `level` (0 is the document's) with all that was read of it so far. */
  partial(level: number): Json {
    const start = this.#open[level]?.at ?? 0;
    if (start >= this.#good) return {};
    const closings = (this.#fullAt ?? this.#open.map(({ closing }) => closing)).slice(level);
    return parseJson(this.#text.slice(start, this.#good) + [...closings].reverse().join(''));
  }
}
