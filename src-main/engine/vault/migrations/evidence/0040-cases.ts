import { keepRows } from '../appendOnly.ts';
import type { Migration } from '../migration.ts';

/**
 * Cases, exhibits, seals, photographs. Nothing is changed or deleted: closing a case and placing a hold are events of
 * their own, and the state of a case or seal is its newest event. Every row names the log entry that recorded it.
 */
export const cases: Migration = {
  number: 40,
  name: 'cases',
  sql: `
    CREATE TABLE case_file (
      id         TEXT PRIMARY KEY,
      number     TEXT NOT NULL UNIQUE,
      title      TEXT NOT NULL,
      cause      TEXT NOT NULL,
      party_kind TEXT NOT NULL,
      ruleset    TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      log_index  INTEGER NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE case_event (
      id        TEXT PRIMARY KEY,
      case_id   TEXT NOT NULL REFERENCES case_file (id),
      kind      TEXT NOT NULL CHECK (kind IN ('closed', 'held', 'released')),
      reason    TEXT NOT NULL,
      at        INTEGER NOT NULL,
      by_user   TEXT NOT NULL,
      log_index INTEGER NOT NULL UNIQUE
    ) STRICT;
    CREATE INDEX case_event_case ON case_event (case_id, log_index);

    CREATE TABLE exhibit (
      id          TEXT PRIMARY KEY,
      case_id     TEXT NOT NULL REFERENCES case_file (id),
      number      TEXT NOT NULL,
      particulars TEXT NOT NULL CHECK (json_valid(particulars)),
      created_at  INTEGER NOT NULL,
      created_by  TEXT NOT NULL,
      log_index   INTEGER NOT NULL UNIQUE,
      UNIQUE (case_id, number)
    ) STRICT;

    CREATE TABLE exhibit_seal (
      id                   TEXT PRIMARY KEY,
      exhibit_id           TEXT NOT NULL REFERENCES exhibit (id),
      kind                 TEXT NOT NULL CHECK (kind IN ('sealed', 'unsealed')),
      seal_number          TEXT NOT NULL,
      previous_seal_number TEXT NOT NULL,
      method               TEXT NOT NULL,
      reason               TEXT NOT NULL,
      check_result         TEXT NOT NULL,
      location             TEXT NOT NULL,
      at                   INTEGER NOT NULL,
      by_user              TEXT NOT NULL,
      witness              TEXT NOT NULL,
      ceremony_id          TEXT,
      log_index            INTEGER NOT NULL UNIQUE
    ) STRICT;
    CREATE INDEX exhibit_seal_exhibit ON exhibit_seal (exhibit_id, log_index);
    -- A seal strip or bag number is used once in the world: a second use is a mistake or a forgery.
    CREATE UNIQUE INDEX exhibit_seal_number ON exhibit_seal (seal_number) WHERE kind = 'sealed';

    CREATE TABLE exhibit_photo (
      id         TEXT PRIMARY KEY,
      exhibit_id TEXT NOT NULL REFERENCES exhibit (id),
      stage      TEXT NOT NULL,
      caption    TEXT NOT NULL,
      file_name  TEXT NOT NULL,
      media_type TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      sha256     TEXT NOT NULL,
      added_at   INTEGER NOT NULL,
      added_by   TEXT NOT NULL,
      log_index  INTEGER NOT NULL UNIQUE
    ) STRICT;
    CREATE INDEX exhibit_photo_exhibit ON exhibit_photo (exhibit_id, log_index);

    ${keepRows('case_file', 'case_event', 'exhibit', 'exhibit_seal', 'exhibit_photo')}
  `,
};
