/** CSV by RFC 4180, against the csv-spectrum cases and against a slow reader that shares no code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delimiterOf } from '../../../src-main/engine/intake/csv/dialect.ts';
import { csvCutter } from '../../../src-main/engine/intake/csv/rows.ts';
import { decoderOf } from '../../../src-main/engine/intake/text/encodings.ts';
import { hasSharedData, sharedData } from '../../support/sharedData.ts';

const decode = decoderOf('utf-8');
const SEED = 20261124;

function rowsOf(bytes: Buffer, pieceBytes = bytes.length || 1) {
  const rows: string[][] = [];
  const places: [number, number][] = [];
  const open: number[] = [];
  const cutter = csvCutter(',', decode, {
    row(fields, _bytes, start, end, at) {
      rows.push([...fields]);
      places.push([at, end - start]);
    },
    quoteOpen: (at) => open.push(at),
  });
  let window: Buffer = Buffer.alloc(0);
  let at = 0;
  for (let i = 0; i < bytes.length; i += pieceBytes) {
    window = Buffer.concat([window, bytes.subarray(i, i + pieceBytes)]);
    if (at === 0 && window.length < 3) continue;
    const taken = cutter.cut(window, at, false);
    at += taken;
    window = window.subarray(taken);
  }
  cutter.cut(window, at, true);
  return { rows, places, open };
}

/** One character at a time, a state for each situation; null where a quotation mark stays open. */
function slowRows(text: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  let raw = '';
  const endRow = (): void => {
    // The return before a line end belongs to neither field nor text.
    const last = raw.endsWith('\r') ? field.slice(0, -1) : field;
    row.push(last);
    if (raw.replace(/\r$/, '') !== '') rows.push(row);
    row = [];
    field = '';
    state = 'start';
    raw = '';
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (state === 'quoted') {
      raw += char;
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') {
        field += '"';
        raw += '"';
        i += 1;
      } else state = 'closed';
    } else if (char === '\n') endRow();
    else {
      raw += char;
      if (char === ',') {
        row.push(field);
        field = '';
        state = 'start';
      } else if (char === '"' && state === 'start') state = 'quoted';
      else {
        field += char;
        if (state === 'start') state = 'plain';
      }
    }
  }
  if (state === 'quoted') return null;
  if (raw !== '') endRow();
  return rows;
}

describe('CSV', () => {
  it
    .runIf(hasSharedData('malformed/csv'))
    .each(
      hasSharedData('malformed/csv')
        ? readdirSync(sharedData('malformed/csv')).filter((name) => name.endsWith('.csv'))
        : [],
    )('%s gives the published rows', (name) => {
    const bytes = readFileSync(join(sharedData('malformed/csv'), name));
    const expected: unknown = JSON.parse(
      readFileSync(join(sharedData('malformed/csv'), name.replace('.csv', '.json')), 'utf8'),
    );
    for (const pieceBytes of [1, 5, 1000]) {
      const [titles = [], ...rows] = rowsOf(bytes, pieceBytes).rows;
      expect(rows.map((row) => Object.fromEntries(titles.map((title, i) => [title, row[i]])))).toEqual(expected);
    }
  });

  it('agrees with a reader that goes one character at a time', () => {
    const pieces = fc.array(fc.constantFrom('a', '客', '"', '""', ',', '\n', '\r\n', '\r', ' ', '1'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 9 }), (parts, pieceBytes) => {
        const text = parts.join('');
        const expected = slowRows(text);
        const found = rowsOf(Buffer.from(text), pieceBytes);
        if (expected === null) expect(found.open.length).toBeGreaterThan(0);
        else expect(found.rows).toEqual(expected);
      }),
      { seed: SEED, numRuns: 5000 },
    );
  });

  it('gives back what a table was written from, and every row’s bytes', () => {
    const table = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(table, (rows) => {
        const lines = rows.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(','));
        const bytes = Buffer.from(lines.join('\r\n'));
        const found = rowsOf(bytes, 7);
        expect(found.rows).toEqual(rows);
        expect(found.places.map(([at, length]) => bytes.toString('utf8', at, at + length))).toEqual(lines);
      }),
      { seed: SEED },
    );
  });

  it('a quotation mark that is never closed costs its line, not the rest of the file', () => {
    const { rows, open } = rowsOf(Buffer.from('a,b\n1,"open\n2,fine\n3,fine\n'));
    expect(open).toEqual([4]);
    expect(rows).toEqual([
      ['a', 'b'],
      ['2', 'fine'],
      ['3', 'fine'],
    ]);
  });

  it('the delimiter is what cuts the first rows alike', () => {
    expect(delimiterOf('a;b;c\n1,5;2;3\n')).toBe(';');
    expect(delimiterOf('time\tname, first\ttext\n1\tx\thello, you\n')).toBe('\t');
    expect(delimiterOf('just a line\n')).toBeNull();
  });
});
