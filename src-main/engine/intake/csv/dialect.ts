/** Which character separates the fields: the one that cuts the first rows into the same number of fields, most of all. */
import { type Delimiter, splitQuoted } from './rows.ts';

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';'];
const ROWS = 20;

/** Null when no delimiter gives at least two fields in the first row. */
export function delimiterOf(head: string): Delimiter | null {
  let best: Delimiter | null = null;
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = firstRows(head, delimiter).map((row) => row.length);
    const [columns = 1] = counts;
    const agreeing = counts.filter((count) => count === columns).length;
    const score = columns < 2 ? 0 : (agreeing / counts.length) * 100 + Math.min(columns, 50);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Rows of a head of the file, the last one left out because it may be cut; quoted line ends are minded. */
export function firstRows(head: string, delimiter: Delimiter): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const text = head.startsWith('\ufeff') ? head.slice(1) : head;
  let start = 0;
  while (rows.length < ROWS) {
    const end = endOfRow(text, start, delimiter);
    if (end < 0) {
      if (rows.length === 0 && start < text.length) rows.push(splitQuoted(text.slice(start), delimiter));
      return rows;
    }
    const row = text.slice(start, end).replace(/\r$/, '');
    if (row !== '') rows.push(splitQuoted(row, delimiter));
    start = end + 1;
  }
  return rows;
}

function endOfRow(text: string, start: number, delimiter: Delimiter): number {
  let fieldStart = true;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (char === '"' && fieldStart) {
      i = closing(text, i + 1);
      if (i < 0) return -1;
      fieldStart = false;
    } else if (char === '\n') return i;
    else fieldStart = char === delimiter;
  }
  return -1;
}

function closing(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] !== '"') continue;
    if (text[i + 1] !== '"') return i;
    i += 1;
  }
  return -1;
}
