/** CSV, TSV and XLSX by a mapping: the person's, else one guessed from the titles and recorded as such. */

import { MAPPED_FIELDS, type MappedField } from '../../../../../src-preload/contract/sourceWords.ts';
import { EvidenceError } from '../../../lib/index.ts';
import { mappedMessage, recordMapping, settleTimes } from '../../mappedMessage.ts';
import { guessMapping, type TableMapping } from '../../mapping.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { readTable } from '../../table/readTable.ts';

export async function readGenericTable(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'table');
  let told: TableMapping['fields'] | null = null;
  const mappingOf = (columns: readonly string[]) => reading.options.mapping?.fields ?? guessMapping(columns);
  const times = await settleTimes(reading, timeSamples(reading, mappingOf), (muted, time) =>
    readTable(muted, reading.file, {
      header(columns) {
        const at = indexes(columns, mappingOf(columns) ?? {});
        return (cells) => time(at.time === undefined ? '' : (cells[at.time] ?? ''));
      },
    }),
  );
  await readTable(reading, reading.file, {
    header(columns, sheet) {
      const fields = mappingOf(columns);
      const at = indexes(columns, fields ?? {});
      if (fields === null || at.text === undefined) {
        // Sheets of a workbook may be anything; a file's only table must be mapped.
        if (sheet !== null) return null;
        throw new EvidenceError('intake.mapping-needed', { file: reading.file.path, columns: columns.join('、') });
      }
      if (told === null) recordMapping(reading, fields);
      told = fields;
      return (cells, place, raw) => {
        const value = (field: MappedField): string | null => {
          const index = at[field];
          return index === undefined ? null : cells[index] || null;
        };
        reading.sink.record(mappedMessage(reading, roster, value, times, place), place, raw);
      };
    },
  });
}

function timeSamples(
  reading: Reading,
  mappingOf: (columns: readonly string[]) => TableMapping['fields'] | null,
): readonly string[] {
  const tables = [...(reading.head.table ? [reading.head.table] : []), ...reading.head.sheets];
  return tables.flatMap(({ columns, rows }) => {
    const { time } = indexes(columns, mappingOf(columns) ?? {});
    return time === undefined ? [] : rows.map((row) => row[time] ?? '');
  });
}

function indexes(columns: readonly string[], fields: TableMapping['fields']): Partial<Record<MappedField, number>> {
  const plain = columns.map((column) => column.trim());
  const at: Partial<Record<MappedField, number>> = {};
  for (const field of MAPPED_FIELDS) {
    const index = plain.indexOf((fields[field] ?? '').trim());
    if (fields[field] !== undefined && index >= 0) at[field] = index;
  }
  return at;
}
