/** Rows of a CSV file or of the sheets of a workbook, the same way for both. */
import { csvCutter } from '../csv/rows.ts';
import type { Place } from '../model.ts';
import type { Reading } from '../reader.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import { cutInput } from '../text/cutting.ts';
import { reportBroken } from '../text/decodeRecord.ts';
import { textInput } from '../text/textInput.ts';
import { lost } from '../warnings.ts';
import { readSheet } from '../xlsx/sheet.ts';
import { openWorkbook } from '../xlsx/workbook.ts';

/** `raw` are the bytes of the row in the file, or of its element in the sheet. */
export type OnRow = (cells: readonly string[], place: Place, raw: Buffer) => void;

export interface TableRules {
  /** What to do with the rows below these titles; null passes the whole sheet over. CSV has no sheet name. */
  header(columns: readonly string[], sheet: string | null): OnRow | null;
}

export async function readTable(reading: Reading, file: SourceFile, rules: TableRules): Promise<void> {
  if (reading.head.sheets.length > 0 && file === reading.file) return readSheets(reading, file, rules);
  return readCsv(reading, file, rules);
}

async function readCsv(reading: Reading, file: SourceFile, rules: TableRules): Promise<void> {
  const { sink } = reading;
  const input = textInput(file, await reading.encodingOf(file));
  const { part } = file;
  let onRow: OnRow | null | undefined;
  let width = 0;
  const cutter = csvCutter(reading.head.table?.delimiter ?? ',', input.decode, {
    row(fields, bytes, start, end, at) {
      if (onRow === undefined) {
        width = fields.length;
        onRow = rules.header(fields, null);
        return;
      }
      if (onRow === null) return;
      const place = input.place(at, end - start);
      if (!fits(fields, width)) {
        const code = fields.length < width ? 'csv-fields-missing' : 'csv-fields-surplus';
        lost(sink.warning, code, place, { found: fields.length, expected: width });
        return;
      }
      const raw = input.raw(bytes, start, end, place);
      onRow(fields, place, raw);
      if (fields.some((field) => field.includes('\ufffd')))
        reportBroken(input, bytes.subarray(start, end), at, sink.warning);
    },
    quoteOpen(at, length) {
      const { offset } = input.place(at, length);
      sink.warning({ code: 'csv-quote-open', part, offset, length, lost: true, details: { offset } });
    },
  });
  await cutInput(input, cutter, () => sink.drained());
}

/** As many fields as titles; empty ones more do no harm (spreadsheets leave trailing commas). */
function fits(fields: readonly string[], width: number): boolean {
  if (fields.length === width) return true;
  return fields.length > width && fields.slice(width).every((field) => field === '');
}

async function readSheets(reading: Reading, file: SourceFile, rules: TableRules): Promise<void> {
  const { sink } = reading;
  const book = await openWorkbook(file, sink.warning);
  try {
    for (const sheet of book.sheets) {
      let onRow: OnRow | null | undefined;
      let width = 0;
      const { part } = sheet.file;
      const rowRules = {
        row(cells: readonly string[], bytes: Buffer, start: number, end: number, at: number): boolean {
          if (onRow === undefined) {
            width = cells.length;
            onRow = rules.header(cells, sheet.name);
            return onRow !== null;
          }
          if (cells.every((cell) => cell === '')) return true;
          // Spreadsheets leave out the empty cells at the end of a row.
          const padded = cells.length < width ? [...cells, ...Array<string>(width - cells.length).fill('')] : cells;
          onRow?.(padded, { part, offset: at + start, length: end - start }, bytes.subarray(start, end));
          return true;
        },
        damaged(offset: number, length: number): void {
          sink.warning({
            code: 'workbook-damaged',
            part,
            offset,
            length,
            lost: true,
            details: { sheet: sheet.name, offset },
          });
        },
      };
      await readSheet(book, sheet.file, rowRules, () => sink.drained());
    }
  } finally {
    book.close();
  }
}

/** Index of each title; -1 for those that are not there. Compared without the white space around them. */
export function columnsOf<Name extends string>(
  titles: readonly string[],
  names: readonly Name[],
): Readonly<Record<Name, number>> {
  const plain = titles.map((title) => title.trim());
  return Object.fromEntries(names.map((name) => [name, plain.indexOf(name)])) as Record<Name, number>;
}

export function hasColumns(titles: readonly string[], names: readonly string[]): boolean {
  const plain = titles.map((title) => title.trim());
  return names.every((name) => plain.includes(name));
}
