import { keepRows } from '../appendOnly.ts';
import type { Migration } from '../migration.ts';

/**
 * Requests, what happened to them, their grants. Nothing is changed or deleted: the state of a request, a clocked task
 * or a grant is what its events make of it. `content` is the canonical JSON that a signature's digest is made of.
 */
export const retrieval: Migration = {
  number: 90,
  name: 'retrieval',
  sql: `
    CREATE TABLE retrieval_request (
      id              TEXT PRIMARY KEY,
      register_number INTEGER NOT NULL UNIQUE,
      case_id         TEXT NOT NULL REFERENCES case_file (id),
      form            TEXT NOT NULL CHECK (json_valid(form)),
      requester       TEXT NOT NULL,
      requester_name  TEXT NOT NULL,
      staff_number    TEXT NOT NULL,
      phone           TEXT NOT NULL,
      created_at      INTEGER NOT NULL,
      log_index       INTEGER NOT NULL UNIQUE
    ) STRICT;
    CREATE INDEX retrieval_request_case ON retrieval_request (case_id);

    CREATE TABLE retrieval_event (
      log_index  INTEGER PRIMARY KEY,
      request_id TEXT NOT NULL REFERENCES retrieval_request (id),
      step       TEXT NOT NULL,
      decision   TEXT NOT NULL,
      note       TEXT NOT NULL,
      at         INTEGER NOT NULL,
      by_user    TEXT NOT NULL,
      witness    TEXT,
      content    TEXT NOT NULL CHECK (json_valid(content)),
      statement  TEXT,
      signature  TEXT
    ) STRICT;
    CREATE INDEX retrieval_event_request ON retrieval_event (request_id, log_index);

    CREATE TABLE retrieval_consent (
      log_index  INTEGER PRIMARY KEY REFERENCES retrieval_event (log_index),
      request_id TEXT NOT NULL REFERENCES retrieval_request (id),
      record     TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT;
    CREATE INDEX retrieval_consent_request ON retrieval_consent (request_id);

    CREATE TABLE retrieval_task (
      request_id TEXT NOT NULL REFERENCES retrieval_request (id),
      task       TEXT NOT NULL,
      owner      TEXT,
      opened_at  INTEGER NOT NULL,
      due_at     INTEGER NOT NULL,
      log_index  INTEGER NOT NULL REFERENCES retrieval_event (log_index),
      PRIMARY KEY (request_id, task)
    ) STRICT;

    CREATE TABLE retrieval_grant (
      id         TEXT PRIMARY KEY,
      request_id TEXT NOT NULL UNIQUE REFERENCES retrieval_request (id),
      content    TEXT NOT NULL CHECK (json_valid(content)),
      granted_at INTEGER NOT NULL,
      granted_by TEXT NOT NULL,
      log_index  INTEGER NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE grant_event (
      log_index INTEGER PRIMARY KEY,
      grant_id  TEXT NOT NULL REFERENCES retrieval_grant (id),
      kind      TEXT NOT NULL CHECK (kind IN ('suspended', 'restored')),
      cause     TEXT NOT NULL CHECK (cause IN ('detector', 'person')),
      reason    TEXT NOT NULL,
      at        INTEGER NOT NULL,
      by_user   TEXT NOT NULL,
      witness   TEXT
    ) STRICT;
    CREATE INDEX grant_event_grant ON grant_event (grant_id, log_index);

    ${keepRows(
      'retrieval_request',
      'retrieval_event',
      'retrieval_consent',
      'retrieval_task',
      'retrieval_grant',
      'grant_event',
    )}
  `,
};
