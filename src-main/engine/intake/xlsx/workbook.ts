/** A workbook (ISO/IEC 29500, ZIP of XML): its sheets in order, shared texts and date formats. Formulas are not run. */
import { EvidenceError } from '../../lib/index.ts';
import { type Archive, openZip } from '../archive/zip.ts';
import { LIMITS } from '../limits.ts';
import { heldWhole, type SourceFile } from '../source/sourceFile.ts';
import type { WarningSink } from '../warnings.ts';
import { childOf, parseXml, type XmlElement } from '../xml/element.ts';
import { isDateFormat } from './cellDate.ts';
import { sharedStrings } from './sharedStrings.ts';

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly file: SourceFile }[];
  readonly sharedStrings: readonly string[];
  /** By style index of a cell: whether its number is a date. */
  readonly dateStyles: readonly boolean[];
  readonly from1904: boolean;
  close(): void;
}

/** Throws `EvidenceError('intake.workbook-damaged')`. */
export async function openWorkbook(file: SourceFile, warn: WarningSink): Promise<Workbook> {
  const whole = file.diskPath ?? (await heldWhole(file));
  if (whole === null) throw new EvidenceError('intake.archive-too-large', { file: file.path, limit: LIMITS.heldBytes });
  const archive = await openZip(whole, file.part, warn);
  try {
    return await workbookOf(archive, file);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function workbookOf(archive: Archive, file: SourceFile): Promise<Workbook> {
  const member = (path: string): SourceFile | undefined => archive.members.find((candidate) => candidate.path === path);
  const book = await xmlOf(member('xl/workbook.xml'));
  const targets = await relationTargets(member('xl/_rels/workbook.xml.rels'));
  const sheets = (childOf(book, 'sheets')?.children ?? []).flatMap(({ attributes }) => {
    const sheet = member(targets.get(attributes.id ?? '') ?? '');
    return sheet ? [{ name: attributes.name ?? '', file: sheet }] : [];
  });
  if (sheets.length === 0) throw new EvidenceError('intake.workbook-damaged', { file: file.path });
  const date1904 = childOf(book, 'workbookPr')?.attributes.date1904;
  return {
    sheets,
    sharedStrings: await sharedStrings(member('xl/sharedStrings.xml')),
    dateStyles: dateStylesOf(await xmlOf(member('xl/styles.xml'))),
    from1904: date1904 === '1' || date1904 === 'true',
    close: () => archive.close(),
  };
}

async function xmlOf(member: SourceFile | undefined): Promise<XmlElement | null> {
  const bytes = member ? await heldWhole(member) : null;
  return bytes === null ? null : parseXml(bytes.toString('utf8').replace(/^\ufeff/, ''));
}

async function relationTargets(member: SourceFile | undefined): Promise<ReadonlyMap<string, string>> {
  const relations = (await xmlOf(member))?.children ?? [];
  return new Map(
    relations.map(({ attributes }) => {
      const target = attributes.Target ?? '';
      // Relative to `xl/`, or absolute inside the package (ECMA-376-2 §9.3).
      return [attributes.Id ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`];
    }),
  );
}

function dateStylesOf(styles: XmlElement | null): readonly boolean[] {
  const codes = new Map(
    (childOf(styles, 'numFmts')?.children ?? []).map(({ attributes }) => [
      Number(attributes.numFmtId),
      attributes.formatCode,
    ]),
  );
  return (childOf(styles, 'cellXfs')?.children ?? []).map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0);
    return isDateFormat(id, codes.get(id));
  });
}
