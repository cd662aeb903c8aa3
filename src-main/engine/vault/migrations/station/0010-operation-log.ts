import { keepRows } from '../appendOnly.ts';
import type { Migration } from '../migration.ts';

/**
 * The operation log (`docs/formats/operation-log.md`): entries, the Merkle nodes above them, checkpoints.
 *
 * Nothing in these tables is ever changed or removed, and only what comes next can be put in.
 */
export const operationLog: Migration = {
  number: 10,
  name: 'operation log',
  sql: `
    CREATE TABLE oplog_entry (
      entry_index INTEGER PRIMARY KEY,
      text        TEXT NOT NULL,
      leaf        BLOB NOT NULL CHECK (length(leaf) = 32),
      act         TEXT GENERATED ALWAYS AS (json_extract(text, '$.act')) VIRTUAL,
      actor       TEXT GENERATED ALWAYS AS (json_extract(text, '$.actor')) VIRTUAL
    ) STRICT;
    CREATE INDEX oplog_entry_act ON oplog_entry (act);
    CREATE INDEX oplog_entry_actor ON oplog_entry (actor);

    CREATE TABLE oplog_node (
      level    INTEGER NOT NULL CHECK (level >= 1),
      position INTEGER NOT NULL,
      hash     BLOB NOT NULL CHECK (length(hash) = 32),
      PRIMARY KEY (level, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE oplog_checkpoint (
      number INTEGER PRIMARY KEY,
      size   INTEGER NOT NULL CHECK (size >= 1),
      root   BLOB NOT NULL CHECK (length(root) = 32),
      note   TEXT NOT NULL
    ) STRICT;

    ${keepRows('oplog_entry', 'oplog_node', 'oplog_checkpoint')}

    CREATE TRIGGER oplog_entry_next BEFORE INSERT ON oplog_entry
      WHEN NEW.entry_index IS NOT (SELECT coalesce(max(entry_index) + 1, 0) FROM oplog_entry)
      BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END;
    CREATE TRIGGER oplog_node_next BEFORE INSERT ON oplog_node
      WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM oplog_node WHERE level = NEW.level)
      BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END;
    CREATE TRIGGER oplog_checkpoint_next BEFORE INSERT ON oplog_checkpoint
      WHEN NEW.number IS NOT (SELECT coalesce(max(number) + 1, 0) FROM oplog_checkpoint)
      BEGIN SELECT RAISE(ABORT, 'the operation log is append-only'); END;
  `,
};
