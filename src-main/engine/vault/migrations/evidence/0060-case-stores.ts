import type { Migration } from '../migration.ts';

/** The key of each case's own store. Destroying the row (secure_delete overwrites it) destroys the records for good. */
export const caseStores: Migration = {
  number: 60,
  name: 'case-stores',
  sql: `
    CREATE TABLE case_store (
      case_id TEXT PRIMARY KEY,
      key     BLOB NOT NULL CHECK (length(key) = 32)
    ) STRICT;
  `,
};
