import { keepRows } from '../appendOnly.ts';
import type { Migration } from '../migration.ts';

/**
 * Imported records (`docs/formats/case-store.md`). An *intake* is one act of importing: its *originals* are the files
 * kept in the vault, byte for byte; its *sources* are those that a reader read. `message.id` rises with time inside a
 * *run*: a range of ids whose `at` never falls, so that hits come in the order of time without sorting. Undated messages
 * stand in runs of their own (`min_at` null).
 * `at` is UTC milliseconds. `raw_*` point into a part of the source; `leaf_hash` is the record's leaf in the Merkle tree
 * of its source (RFC 9162), in the order of `ordinal`.
 */
export const records: Migration = {
  number: 60,
  name: 'records',
  sql: `
    CREATE TABLE intake (
      id          INTEGER PRIMARY KEY,
      name        TEXT NOT NULL,
      options     TEXT NOT NULL CHECK (json_valid(options)),
      imported_at INTEGER NOT NULL,
      imported_by TEXT NOT NULL
    ) STRICT;
    CREATE TABLE original (
      intake_id  INTEGER NOT NULL,
      file       TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      sha256     TEXT NOT NULL,
      PRIMARY KEY (intake_id, file)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE source (
      id           INTEGER PRIMARY KEY,
      intake_id    INTEGER NOT NULL,
      file         TEXT NOT NULL,
      member       TEXT,
      format       TEXT NOT NULL,
      record_count INTEGER NOT NULL,
      first_at     INTEGER,
      last_at      INTEGER,
      merkle_root  TEXT NOT NULL,
      report       TEXT NOT NULL CHECK (json_valid(report))
    ) STRICT;
    CREATE TABLE part (
      id        INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL,
      file      TEXT NOT NULL,
      member    TEXT
    ) STRICT;
    CREATE TABLE conversation (
      id        INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL,
      key       TEXT NOT NULL,
      native_id TEXT,
      name      TEXT,
      kind      TEXT NOT NULL,
      platform  TEXT NOT NULL,
      UNIQUE (source_id, key)
    ) STRICT;
    CREATE TABLE person (
      id             INTEGER PRIMARY KEY,
      source_id      INTEGER NOT NULL,
      key            TEXT NOT NULL,
      account        TEXT,
      account_name   TEXT,
      group_nickname TEXT,
      remark         TEXT,
      is_self        INTEGER NOT NULL,
      UNIQUE (source_id, key)
    ) STRICT;
    CREATE TABLE message (
      id              INTEGER PRIMARY KEY,
      source_id       INTEGER NOT NULL,
      ordinal         INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL,
      sender_id       INTEGER,
      at              INTEGER,
      type            INTEGER NOT NULL,
      text            TEXT NOT NULL,
      detail          TEXT NOT NULL,
      part_id         INTEGER NOT NULL,
      raw_offset      INTEGER NOT NULL,
      raw_length      INTEGER NOT NULL,
      raw_sha256      BLOB NOT NULL,
      leaf_hash       BLOB NOT NULL
    ) STRICT;
    CREATE INDEX message_conversation ON message (conversation_id, at);
    CREATE UNIQUE INDEX message_ordinal ON message (source_id, ordinal);
    CREATE TABLE run (
      first_id INTEGER PRIMARY KEY,
      last_id  INTEGER NOT NULL,
      min_at   INTEGER,
      max_at   INTEGER
    ) STRICT;
    CREATE TABLE intake_warning (
      id        INTEGER PRIMARY KEY,
      intake_id INTEGER NOT NULL,
      warning   TEXT NOT NULL CHECK (json_valid(warning))
    ) STRICT;
    ${keepRows('intake', 'original', 'source', 'part', 'message', 'run', 'intake_warning')}
  `,
};
