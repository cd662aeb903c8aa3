/** Tables of the door (`door.db`), version 2. Nothing in it is secret; `checksum` tells damage from a wrong password. */
import type { Migration } from '../vault/index.ts';

export const DOOR_STEPS: readonly Migration[] = [
  {
    number: 1,
    name: 'door',
    sql: `
      CREATE TABLE station (
        id                    INTEGER PRIMARY KEY CHECK (id = 1),
        serial                TEXT    NOT NULL,
        name                  TEXT    NOT NULL,
        organisation          TEXT    NOT NULL,
        demo                  INTEGER NOT NULL CHECK (demo IN (0, 1)),
        authority_certificate TEXT    NOT NULL,
        name_key              BLOB    NOT NULL CHECK (length(name_key) = 32),
        created_at            INTEGER NOT NULL,
        checksum              TEXT    NOT NULL
      ) STRICT;

      -- The latest wall clock, UTC milliseconds, at which somebody proved who they are.
      CREATE TABLE proven_clock (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE account (
        username    TEXT    PRIMARY KEY,
        ring_number INTEGER NOT NULL,
        memory_kib  INTEGER NOT NULL,
        passes      INTEGER NOT NULL,
        lanes       INTEGER NOT NULL,
        salt        BLOB    NOT NULL,
        sealed_ring BLOB    NOT NULL,
        checksum    TEXT    NOT NULL
      ) STRICT;

      -- The last 30 s step whose code was accepted.
      CREATE TABLE code_step (
        username TEXT    PRIMARY KEY,
        step     INTEGER NOT NULL
      ) STRICT;

      -- By HMAC of the name that was typed, whether an account has it or not.
      CREATE TABLE attempt (
        name_mac         BLOB    PRIMARY KEY,
        failures         INTEGER NOT NULL,
        failed_at        INTEGER NOT NULL,
        failed_uptime_ms INTEGER
      ) STRICT;

      CREATE TABLE refusal (
        number   INTEGER PRIMARY KEY,
        text     TEXT    NOT NULL,
        hash     TEXT    NOT NULL
      ) STRICT;

      -- Number and hash of the last refusal ever written, also when it was absorbed and removed.
      CREATE TABLE refusal_end (
        id     INTEGER PRIMARY KEY CHECK (id = 1),
        number INTEGER NOT NULL,
        hash   TEXT    NOT NULL
      ) STRICT;
    `,
  },
  {
    number: 2,
    name: 'log-anchor',
    sql: `
      -- The checkpoint that was signed when the last session ended: an older station.db put back contradicts it.
      CREATE TABLE log_anchor (
        id   INTEGER PRIMARY KEY CHECK (id = 1),
        size INTEGER NOT NULL,
        note TEXT    NOT NULL
      ) STRICT;
    `,
  },
];
