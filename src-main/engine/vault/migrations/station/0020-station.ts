/** The station itself and its accounts. */
import type { Migration } from '../migration.ts';

export const station: Migration = {
  number: 20,
  name: 'station',
  sql: `
    CREATE TABLE station (
      id                    INTEGER PRIMARY KEY CHECK (id = 1),
      serial                TEXT    NOT NULL,
      name                  TEXT    NOT NULL,
      organisation          TEXT    NOT NULL,
      demo                  INTEGER NOT NULL CHECK (demo IN (0, 1)),
      created_at            INTEGER NOT NULL,
      authority_certificate TEXT    NOT NULL,
      -- PKCS#8 PEM, sealed under the authority key that only administrators hold.
      sealed_authority_key  BLOB    NOT NULL,
      -- Ed25519 seed of the log's own signature.
      log_seed              BLOB    NOT NULL CHECK (length(log_seed) = 32),
      -- Derived from the evidence key, to recognise it; null until an account of an evidence role exists.
      evidence_key_check    TEXT,
      -- Last entry of the door's refusal journal that stands in the log.
      absorbed_number       INTEGER NOT NULL,
      absorbed_hash         TEXT    NOT NULL
    ) STRICT;

    CREATE TABLE account (
      username           TEXT    PRIMARY KEY,
      display_name       TEXT    NOT NULL,
      role               TEXT    NOT NULL,
      state              TEXT    NOT NULL CHECK (state IN ('active', 'disabled')),
      staff_number       TEXT    NOT NULL,
      id_document        TEXT    NOT NULL,
      phone              TEXT    NOT NULL,
      created_at         INTEGER NOT NULL,
      last_sign_in_at    INTEGER,
      -- A ring with a smaller number is an old one that was put back.
      ring_number        INTEGER NOT NULL,
      -- The last 30 s step whose code was accepted; the door has it too, the larger one counts.
      code_step          INTEGER NOT NULL,
      holds_evidence_key INTEGER NOT NULL CHECK (holds_evidence_key IN (0, 1))
    ) STRICT;

    -- Every certificate that was issued; an account's present one is not retired. Old ones serve to verify.
    CREATE TABLE certificate (
      fingerprint TEXT    PRIMARY KEY,
      username    TEXT    NOT NULL REFERENCES account,
      pem         TEXT    NOT NULL,
      issued_at   INTEGER NOT NULL,
      retired_at  INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX certificate_present ON certificate (username) WHERE retired_at IS NULL;
  `,
};
