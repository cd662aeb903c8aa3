/** The beginning of a file, as readers look at it to recognise their format. Each view is made when first asked for. */
import { delimiterOf, firstRows } from './csv/dialect.ts';
import type { Delimiter } from './csv/rows.ts';
import { type JsonHead, jsonHead } from './json/jsonHead.ts';
import { LIMITS } from './limits.ts';
import { baseName, headOf, type SourceFile } from './source/sourceFile.ts';
import { detectEncoding, type EncodingFinding, unfinishedTail } from './text/detectEncoding.ts';
import { decoderOf } from './text/encodings.ts';
import { type SheetHead, workbookHead } from './xlsx/workbookHead.ts';

export interface TableHead {
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Head {
  /** Name without folders. */
  readonly name: string;
  /** Path among its siblings. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly encoding: EncodingFinding;
  /** Null for what is no text. */
  readonly text: string | null;
  readonly lines: readonly string[];
  readonly json: JsonHead | null;
  readonly table: TableHead | null;
  /** Sheets of a workbook; empty for everything else. */
  readonly sheets: readonly SheetHead[];
}

export async function headFor(file: SourceFile): Promise<Head> {
  const first = await headOf(file);
  // Cut where a character may go on; a shorter file ends where it ends.
  const bytes = first.length < LIMITS.headBytes ? first : first.subarray(0, first.length - unfinishedTail(first));
  const chunks = async function* (): AsyncGenerator<Buffer> {
    yield bytes;
  };
  const encoding = await detectEncoding({ ...file, chunks });
  const sheets = bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50 ? await workbookHead(file) : [];
  return new LazyHead(file, bytes, encoding, sheets);
}

class LazyHead implements Head {
  readonly name: string;
  readonly path: string;
  readonly bytes: Buffer;
  readonly encoding: EncodingFinding;
  readonly sheets: readonly SheetHead[];
  readonly text: string | null;
  #lines: readonly string[] | undefined;
  #json: JsonHead | null | undefined;
  #table: TableHead | null | undefined;

  constructor(file: SourceFile, bytes: Buffer, encoding: EncodingFinding, sheets: readonly SheetHead[]) {
    this.path = file.path;
    this.name = baseName(file.path);
    this.bytes = bytes;
    this.encoding = encoding;
    this.sheets = sheets;
    const text = decoderOf(encoding.encoding)(bytes, encoding.markBytes, bytes.length);
    this.text = looksBinary(text) ? null : text;
  }

  get lines(): readonly string[] {
    this.#lines ??= wholeLines(this.text ?? '', this.bytes.length > LIMITS.headBytes - 4);
    return this.#lines;
  }

  get json(): JsonHead | null {
    if (this.#json === undefined) this.#json = this.text === null ? null : jsonHead(this.text, this.name);
    return this.#json;
  }

  get table(): TableHead | null {
    if (this.#table === undefined) this.#table = this.text === null ? null : tableHead(this.text);
    return this.#table;
  }
}

function tableHead(text: string): TableHead | null {
  const delimiter = delimiterOf(text);
  if (delimiter === null) return null;
  const [columns = [], ...rows] = firstRows(text, delimiter);
  return { delimiter, columns, rows };
}

function wholeLines(text: string, cut: boolean): readonly string[] {
  const lines = text.split(/\r?\n/);
  if (cut) lines.pop();
  return lines;
}

/** Text has next to no control characters but tab, line ends and the marks that chat exports put before names. */
function looksBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells text from other bytes
  const strange = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return strange * 20 > text.length;
}
