/**
 * Triggers that keep a table's rows for ever. `INSERT OR REPLACE` fires them too, because every store is opened with
 * `recursive_triggers`.
 */
export function keepRows(...tables: readonly string[]): string {
  return tables
    .map(
      (table) => `
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`,
    )
    .join('');
}
