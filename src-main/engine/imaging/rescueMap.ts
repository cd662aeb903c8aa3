/**
 * The map of a damaged medium as GNU ddrescue writes it ("Mapfile structure" of its manual), so that other tools can
 * show or use it: `+` was read, `-` could not be read.
 */
import type { BadRange } from './pipeline/readAround.ts';

export function rescueMap(sizeBytes: number, badRanges: readonly Pick<BadRange, 'offset' | 'length'>[]): string {
  const rows: string[] = [];
  let at = 0;
  const row = (until: number, status: '+' | '-'): void => {
    if (until > at) rows.push(`${hex(at)}  ${hex(until - at)}  ${status}`);
    at = until;
  };
  for (const { offset, length } of badRanges) {
    row(offset, '+');
    row(offset + length, '-');
  }
  row(sizeBytes, '+');
  const head = ['# Mapfile. Created by Sealbench', '# current_pos  current_status  current_pass', `${hex(0)}  +  1`];
  return `${[...head, '#      pos        size  status', ...rows].join('\n')}\n`;
}

function hex(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
}
