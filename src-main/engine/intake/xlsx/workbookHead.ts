/** The beginning of a workbook, for recognising a format. */
import { EvidenceError } from '../../lib/index.ts';
import type { SourceFile } from '../source/sourceFile.ts';
import { readSheet } from './sheet.ts';
import { openWorkbook, type Workbook } from './workbook.ts';

export interface SheetHead {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const HEAD_ROWS = 20;

/** The first rows of each sheet, for recognising a format; empty for what is no workbook. */
export async function workbookHead(file: SourceFile): Promise<readonly SheetHead[]> {
  const heads: SheetHead[] = [];
  let book: Workbook | null = null;
  try {
    book = await openWorkbook(file, () => {});
    for (const sheet of book.sheets) {
      const rows: (readonly string[])[] = [];
      await readSheet(book, sheet.file, {
        row: (cells) => rows.push(cells) < HEAD_ROWS,
        damaged: () => {},
      });
      const [columns = [], ...rest] = rows;
      heads.push({ name: sheet.name, columns, rows: rest });
    }
    return heads;
  } catch (error) {
    if (error instanceof EvidenceError) return heads;
    throw error;
  } finally {
    book?.close();
  }
}
