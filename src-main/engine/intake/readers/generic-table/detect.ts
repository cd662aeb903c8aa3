/** Any table whose titles say that one column holds text; the weakest guess of all, for a person to confirm. */
import type { Head } from '../../head.ts';
import { guessMapping } from '../../mapping.ts';
import type { Detection } from '../../reader.ts';

export function detectGenericTable(head: Head): Detection | null {
  const tables = [...(head.table && head.json === null ? [head.table] : []), ...head.sheets];
  for (const { columns, rows } of tables) {
    const fields = guessMapping(columns);
    if (fields === null || rows.length === 0) continue;
    return { confidence: 0.3, reason: 'fallback', details: { fields: Object.values(fields).join('、') } };
  }
  return null;
}
