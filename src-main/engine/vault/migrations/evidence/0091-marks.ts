import { keepRows } from '../appendOnly.ts';
import type { Migration } from '../migration.ts';

/**
 * What people add to records without touching them: marks and notes, selections, saved searches. `message_id` is an id
 * of the case's own store; `raw_sha256` holds on to the record should that store ever be in doubt.
 */
export const marks: Migration = {
  number: 91,
  name: 'marks',
  sql: `
    CREATE TABLE record_mark (
      id         TEXT PRIMARY KEY,
      grant_id   TEXT NOT NULL REFERENCES retrieval_grant (id),
      case_id    TEXT NOT NULL REFERENCES case_file (id),
      message_id INTEGER NOT NULL,
      raw_sha256 TEXT NOT NULL,
      label      TEXT NOT NULL,
      note       TEXT NOT NULL,
      at         INTEGER NOT NULL,
      by_user    TEXT NOT NULL,
      log_index  INTEGER NOT NULL UNIQUE
    ) STRICT;
    CREATE INDEX record_mark_message ON record_mark (case_id, message_id);

    CREATE TABLE record_selection (
      id           TEXT PRIMARY KEY,
      grant_id     TEXT NOT NULL REFERENCES retrieval_grant (id),
      name         TEXT NOT NULL,
      record_count INTEGER NOT NULL,
      digest       TEXT NOT NULL,
      at           INTEGER NOT NULL,
      by_user      TEXT NOT NULL,
      log_index    INTEGER NOT NULL UNIQUE
    ) STRICT;
    CREATE INDEX record_selection_grant ON record_selection (grant_id, log_index);

    CREATE TABLE selected_record (
      selection_id TEXT NOT NULL REFERENCES record_selection (id),
      message_id   INTEGER NOT NULL,
      raw_sha256   TEXT NOT NULL,
      PRIMARY KEY (selection_id, message_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE saved_search (
      id        TEXT PRIMARY KEY,
      grant_id  TEXT NOT NULL REFERENCES retrieval_grant (id),
      case_id   TEXT NOT NULL REFERENCES case_file (id),
      name      TEXT NOT NULL,
      query     TEXT NOT NULL,
      mode      TEXT NOT NULL,
      at        INTEGER NOT NULL,
      by_user   TEXT NOT NULL,
      log_index INTEGER NOT NULL UNIQUE
    ) STRICT;
    CREATE INDEX saved_search_case ON saved_search (case_id, log_index);

    ${keepRows('record_mark', 'record_selection', 'selected_record', 'saved_search')}
  `,
};
