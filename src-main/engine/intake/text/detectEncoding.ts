/**
 * Which encoding a file is in: decided over the whole file, with the reason, so that a person can see and overrule it.
 * Order of the evidence: byte order mark, well-formed UTF-8, zero bytes (UTF-16/32), escape sequences, then the share
 * of common characters among the encodings in which the bytes make sense at all.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import type { Encoding } from '../../../../src-preload/contract/sourceWords.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import { scanUtf8 } from './brokenBytes.ts';
import { commonShare, type Script } from './commonCharacters.ts';
import { decoderOf } from './encodings.ts';

export interface EncodingFinding {
  readonly encoding: Encoding;
  readonly certainty: 'certain' | 'likely' | 'guess';
  readonly reason: 'mark' | 'ascii' | 'utf8' | 'utf8-damaged' | 'zero-bytes' | 'escapes' | 'characters' | 'person';
  /** Bytes of the byte order mark at the start. */
  readonly markBytes: number;
  /** Offset of the first byte that is not UTF-8, where the file is UTF-8 but damaged; else null. */
  readonly brokenAt: number | null;
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

export function markOf(head: Buffer): { readonly encoding: Encoding; readonly bytes: number } | null {
  const mark = MARKS.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte));
  return mark ? { encoding: mark[0], bytes: mark[1].length } : null;
}

/** Damaged UTF-8 still has this many well-formed characters for each byte that is not. */
const DAMAGED_RATIO = 20;
const SAMPLE_BYTES = 128 * 1024;

export async function detectEncoding(file: SourceFile): Promise<EncodingFinding> {
  const survey = new Utf8Survey();
  let head: Buffer | null = null;
  for await (const chunk of file.chunks()) {
    if (head === null) {
      head = chunk.subarray(0, SAMPLE_BYTES);
      const wide = wideEncoding(head);
      if (wide !== null) return wide;
    }
    survey.add(chunk);
  }
  return survey.finding(head ?? Buffer.alloc(0));
}

/** Goes over the whole file once, at the speed of memory as long as it is UTF-8. */
class Utf8Survey {
  #at = 0;
  #carry: Buffer = Buffer.alloc(0);
  #invalid = 0;
  #multiByte = 0;
  #brokenAt = -1;
  #sample: Buffer | null = null;

  add(chunk: Buffer): void {
    const bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    const start = this.#at - this.#carry.length;
    this.#at += chunk.length;
    const whole = bytes.subarray(0, bytes.length - unfinishedTail(bytes));
    this.#carry = bytes.subarray(whole.length);
    this.#look(whole, start);
  }

  #look(bytes: Buffer, start: number): void {
    if (isAscii(bytes)) return;
    if (isUtf8(bytes)) {
      // How many does not matter here, only that they outweigh some stray bytes elsewhere.
      this.#multiByte += 1 + (bytes.length >> 4);
      return;
    }
    const scan = scanUtf8(bytes);
    const first = scan.firstInvalid < 0 ? bytes.length - scan.unfinished : scan.firstInvalid;
    this.#invalid += Math.max(1, scan.invalid);
    this.#multiByte += scan.multiByte;
    if (this.#brokenAt < 0) this.#brokenAt = start + first;
    this.#sample ??= linesAround(bytes, first);
  }

  finding(head: Buffer): EncodingFinding {
    if (this.#carry.length > 0) this.#look(this.#carry, this.#at - this.#carry.length);
    const markBytes = markOf(head)?.bytes ?? 0;
    const utf8 = { encoding: 'utf-8', certainty: 'certain', markBytes, brokenAt: null } as const;
    if (this.#invalid === 0) {
      if (markBytes > 0) return { ...utf8, reason: 'mark' };
      if (this.#multiByte > 0) return { ...utf8, reason: 'utf8' };
      return escapedEncoding(head) ?? { ...utf8, reason: 'ascii' };
    }
    if (markBytes > 0 || this.#multiByte >= this.#invalid * DAMAGED_RATIO) {
      return { ...utf8, certainty: 'likely', reason: 'utf8-damaged', brokenAt: this.#brokenAt };
    }
    return byCharacters(this.#sample ?? head);
  }
}

/** Bytes at the end that begin a UTF-8 character which what follows may finish. */
export function unfinishedTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** A sample for weighing, of whole lines so that no character is cut. */
function linesAround(bytes: Buffer, index: number): Buffer {
  const start = bytes.lastIndexOf(0x0a, index) + 1;
  if (bytes.length - start <= SAMPLE_BYTES) return bytes.subarray(start);
  const end = bytes.lastIndexOf(0x0a, start + SAMPLE_BYTES);
  return bytes.subarray(start, end > start ? end : start + SAMPLE_BYTES);
}

/** UTF-16 and UTF-32, by their mark or by where the zero bytes of ASCII characters stand. */
function wideEncoding(head: Buffer): EncodingFinding | null {
  const mark = markOf(head);
  if (mark !== null) {
    if (mark.encoding === 'utf-8') return null;
    return { encoding: mark.encoding, certainty: 'certain', reason: 'mark', markBytes: mark.bytes, brokenAt: null };
  }
  const zeros = [0, 0, 0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 4] = (zeros[i % 4] ?? 0) + 1;
  const [a = 0, b = 0, c = 0, d = 0] = zeros;
  if (a + b + c + d === 0) return null;
  const quarter = head.length / 4;
  const found = (encoding: Encoding): EncodingFinding | null =>
    readsAs(head, encoding)
      ? { encoding, certainty: 'likely', reason: 'zero-bytes', markBytes: 0, brokenAt: null }
      : null;
  if (a > quarter * 0.9 && b > quarter * 0.5) return found('utf-32be');
  if (d > quarter * 0.9 && c > quarter * 0.5) return found('utf-32le');
  if (a + c > (b + d) * 8) return found('utf-16be');
  if (b + d > (a + c) * 8) return found('utf-16le');
  return null;
}

/** Text, not a binary file with zeros in it: decodes, and holds no control characters but tab and line ends. */
function readsAs(head: Buffer, encoding: Encoding): boolean {
  const even = head.length - (head.length % 4);
  const text = decoderOf(encoding)(head, 0, even);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells text from other bytes
  const strange = text.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return strange * 200 < text.length;
}

/** 7-bit encodings betray themselves by their escapes. */
function escapedEncoding(head: Buffer): EncodingFinding | null {
  const text = head.toString('latin1');
  const found = (encoding: Encoding): EncodingFinding => ({
    encoding,
    certainty: 'likely',
    reason: 'escapes',
    markBytes: 0,
    brokenAt: null,
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what these encodings are known by
  if (/\u001b\$\)C/.test(text)) return found('iso-2022-kr');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what these encodings are known by
  if (/\u001b\$[@B]/.test(text)) return found('iso-2022-jp');
  const runs = text.match(/~\{[\x21-\x7d]+?~\}/g) ?? [];
  if (runs.length > 0 && runs.every((run) => run.length % 2 === 0)) {
    if (commonShare(decoderOf('hz')(head, 0, head.length), 'chinese') > 0.5) return found('hz');
  }
  return null;
}

const CANDIDATES: readonly (readonly [Encoding, Script])[] = [
  ['gb18030', 'chinese'],
  ['big5', 'chinese'],
  ['shift_jis', 'japanese'],
  ['euc-jp', 'japanese'],
  ['euc-kr', 'korean'],
  ['windows-1251', 'cyrillic'],
  ['koi8-r', 'cyrillic'],
  ['ibm866', 'cyrillic'],
  ['x-mac-cyrillic', 'cyrillic'],
];

/** A share below this convinces nobody; a lead below `CLEAR_LEAD` leaves it a guess. */
const CONVINCING_SHARE = 0.5;
const CLEAR_LEAD = 0.15;

function byCharacters(sample: Buffer): EncodingFinding {
  const high = sample.reduce((count, byte) => count + (byte >> 7), 0);
  const weighed: { readonly encoding: Encoding; readonly share: number }[] = [];
  for (const [encoding, script] of CANDIDATES) {
    // A few stray letters in Western text would pass for Cyrillic by chance.
    if (script === 'cyrillic' && high * 10 < sample.length) continue;
    const text = decoderOf(encoding)(sample, 0, sample.length);
    const broken = text.split('\ufffd').length - 1;
    weighed.push({ encoding, share: broken * 50 > text.length ? 0 : commonShare(text, script) });
  }
  weighed.push({ encoding: 'windows-1252', share: westernShare(sample) });
  weighed.sort((one, other) => other.share - one.share);
  const [best, second] = weighed;
  const share = best?.share ?? 0;
  const clear = share >= CONVINCING_SHARE && share - (second?.share ?? 0) >= CLEAR_LEAD;
  const encoding = share > 0 && best ? best.encoding : 'windows-1252';
  return { encoding, certainty: clear ? 'likely' : 'guess', reason: 'characters', markBytes: 0, brokenAt: null };
}

/** Western text has its letters beyond ASCII one at a time, few, and next to ASCII letters, spaces or quotes. */
function westernShare(sample: Buffer): number {
  let high = 0;
  let alone = 0;
  for (let i = 0; i < sample.length; i++) {
    if ((sample[i] ?? 0) < 0x80) continue;
    high += 1;
    if ((sample[i - 1] ?? 0) < 0x80 && (sample[i + 1] ?? 0) < 0x80) alone += 1;
  }
  return high === 0 || high * 5 > sample.length ? 0 : alone / high;
}
