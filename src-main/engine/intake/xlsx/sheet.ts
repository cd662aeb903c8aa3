/** Rows of a sheet, each with the byte range of its `<row>` element in the unpacked member. */
import { SaxesParser } from 'saxes';
import { LIMITS } from '../limits.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import { serialDate } from './cellDate.ts';
import type { Workbook } from './workbook.ts';

export interface SheetRules {
  /** Return false to end the reading. */
  row(cells: readonly string[], bytes: Buffer, start: number, end: number, at: number): boolean;
  damaged(at: number, length: number): void;
}

type Book = Pick<Workbook, 'sharedStrings' | 'dateStyles' | 'from1904'>;

export async function readSheet(
  book: Book,
  sheet: SourceFile,
  rules: SheetRules,
  drained = async () => {},
): Promise<void> {
  let window: Buffer = Buffer.alloc(0);
  let at = 0;
  let tag: RowTag | null = null;
  const cells = new RowCells(book);
  for await (const chunk of sheet.chunks()) {
    window = window.length === 0 ? chunk : Buffer.concat([window, chunk]);
    tag ??= rowTagOf(window);
    let from = 0;
    for (let row = tag && nextRow(window, from, tag); row; row = tag && nextRow(window, from, tag)) {
      const read = cells.read(window.toString('utf8', row.start, row.end));
      if (read === null) rules.damaged(at + row.start, row.end - row.start);
      else if (read.length > 0 && !rules.row(read, window, row.start, row.end, at)) return;
      from = row.end;
    }
    if (window.length - from > LIMITS.recordBytes) {
      rules.damaged(at + from, window.length - from);
      return;
    }
    at += from;
    window = window.subarray(from);
    await drained();
  }
  // A sheet ends with what closes it; a row that has begun and not ended was cut.
  if (tag !== null && window.includes(tag.opening)) rules.damaged(at, window.length);
}

interface RowTag {
  readonly opening: string;
  readonly closing: string;
}

/** Rows carry the namespace prefix that the sheet's own elements have; most writers use none. */
function rowTagOf(bytes: Buffer): RowTag | null {
  const found = /<(\w+:)?sheetData[\s/>]/.exec(bytes.toString('latin1', 0, Math.min(bytes.length, 1 << 16)));
  return found ? { opening: `<${found[1] ?? ''}row`, closing: `</${found[1] ?? ''}row>` } : null;
}

function nextRow(bytes: Buffer, from: number, tag: RowTag): { readonly start: number; readonly end: number } | null {
  const start = bytes.indexOf(tag.opening, from);
  if (start < 0) return null;
  const tagEnd = bytes.indexOf(0x3e, start);
  if (tagEnd < 0) return null;
  if (bytes[tagEnd - 1] === 0x2f) return { start, end: tagEnd + 1 };
  const closing = bytes.indexOf(tag.closing, tagEnd);
  return closing < 0 ? null : { start, end: closing + tag.closing.length };
}

/** One parser for all rows of a sheet: they are given to it one after the other, as fragments. */
class RowCells {
  readonly #book: Book;
  #parser: SaxesParser<{ fragment: true }> = this.#newParser();
  #cells: string[] = [];
  #failures = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #text = '';
  #inValue = false;
  #inPhonetic = false;

  constructor(book: Book) {
    this.#book = book;
  }

  /** Texts of the cells by column; null when the row is not well-formed. */
  read(row: string): readonly string[] | null {
    this.#cells = [];
    this.#failures = 0;
    this.#column = -1;
    this.#parser.write(row);
    if (this.#failures === 0) return this.#cells;
    this.#parser = this.#newParser();
    return null;
  }

  #newParser(): SaxesParser<{ fragment: true }> {
    const parser = new SaxesParser({ fragment: true });
    parser.on('error', () => {
      this.#failures += 1;
    });
    parser.on('opentag', ({ name, attributes }) => {
      // Without `xmlns` the values are texts.
      this.#opened(name.slice(name.indexOf(':') + 1), attributes as Record<string, string>);
    });
    parser.on('closetag', ({ name }) => this.#closed(name.slice(name.indexOf(':') + 1)));
    parser.on('text', (text) => {
      if (this.#inValue && !this.#inPhonetic) this.#text += text;
    });
    return parser;
  }

  #opened(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') {
      this.#column = attributes.r ? columnOf(attributes.r) : this.#column + 1;
      this.#type = attributes.t ?? 'n';
      this.#style = Number(attributes.s ?? 0);
      this.#text = '';
    } else if (name === 'v' || name === 't') this.#inValue = true;
    else if (name === 'rPh') this.#inPhonetic = true;
  }

  #closed(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'rPh') this.#inPhonetic = false;
    else if (name === 'c') {
      if (this.#column < 0 || this.#column >= MOST_COLUMNS) this.#failures += 1;
      else {
        while (this.#cells.length < this.#column) this.#cells.push('');
        this.#cells[this.#column] = this.#cellText();
      }
    }
  }

  #cellText(): string {
    if (this.#type === 's') return this.#book.sharedStrings[Number(this.#text)] ?? '';
    if (this.#type === 'b') return this.#text === '1' ? 'TRUE' : 'FALSE';
    if (this.#type !== 'n' || this.#text === '' || !this.#book.dateStyles[this.#style]) return this.#text;
    return serialDate(Number(this.#text), this.#book.from1904) ?? this.#text;
  }
}

/** ISO/IEC 29500-1, annex on limits: XFD. */
const MOST_COLUMNS = 16_384;

/** `AB12` is column 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const char of reference) {
    const letter = char.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
