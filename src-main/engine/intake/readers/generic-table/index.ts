/** Tables that no reader knows: CSV, TSV, XLSX, by a mapping. */
import type { Reader } from '../../reader.ts';
import { detectGenericTable } from './detect.ts';
import { readGenericTable } from './parse.ts';

export const genericTable: Reader = {
  id: 'generic-table',
  numbering: { scope: 'source', kind: 'rising' },
  detect: detectGenericTable,
  read: readGenericTable,
};
