/**
 * The door (`door.db`): what can be read before anybody signed in, and the lock that keeps a second process out.
 * Unencrypted and therefore never believed: each account's keys are sealed, and what the door says of the station is
 * compared with the station store at every sign-in.
 */
import { createHash, createHmac } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import {
  canonicalJson,
  EvidenceError,
  RefusedError,
  SealbenchError,
  toHex,
  type UtcMs,
  utcMs,
  utf8,
} from '../lib/index.ts';
import { openPlainDb, type PlainDb } from '../vault/index.ts';
import type { Argon2Cost } from './argon2.ts';
import { DOOR_STEPS } from './doorSchema.ts';
import type { HomeFiles } from './home.ts';
import type { FailedAttempts } from './throttle.ts';

export interface StationFacts {
  readonly serial: string;
  readonly name: string;
  readonly organisation: string;
  readonly demo: boolean;
  readonly authorityCertificatePem: string;
  readonly createdAt: UtcMs;
}

/** What stands in the door for one account. */
export interface DoorAccount {
  readonly username: string;
  readonly ringNumber: number;
  readonly cost: Argon2Cost;
  readonly salt: Uint8Array;
  readonly sealedRing: Uint8Array;
}

/** A signed checkpoint kept outside the log's own store, and the number of entries it covers. */
export interface LogAnchor {
  readonly size: number;
  readonly note: string;
}

export interface Door {
  readonly db: PlainDb;
  /** Null while the station is not yet made. */
  station(): StationFacts | null;
  /** Makes the station visible: the last step of its creation. */
  writeStation(station: StationFacts, nameKey: Uint8Array): void;
  account(username: string): DoorAccount | null;
  writeAccount(account: DoorAccount): void;
  codeStep(username: string): number;
  setCodeStep(username: string, step: number): void;
  attempts(username: string): FailedAttempts;
  setAttempts(username: string, attempts: FailedAttempts): void;
  /** The latest time at which somebody proved who they are; 0 before the first. */
  provenAt(): number;
  setProvenAt(at: UtcMs): void;
  /** The checkpoint signed when the last session ended; null before the first end. */
  logAnchor(): LogAnchor | null;
  setLogAnchor(anchor: LogAnchor): void;
  /** Salt for the computation that a name without an account costs, the same one each time. */
  decoySalt(username: string): Uint8Array;
  close(): void;
}

/** Names kept in `attempt`; typed nonsense must not fill the disk. */
const NAMES_KEPT = 2000;

/**
 * Null when there is no door, or only the empty file that a creation cut short at its first instant left. Throws
 * `RefusedError('station.door-missing')` where a station store stands without one: that is a loss, not a new folder.
 */
export function openExistingDoor(files: HomeFiles): Door | null {
  if (!existsSync(files.door)) {
    if (existsSync(files.stationStore)) throw new RefusedError('station.door-missing', { path: files.door });
    return null;
  }
  if (statSync(files.door).size === 0 && !existsSync(files.stationStore)) return null;
  return openDoor(files);
}

/** Makes home folder and door where they are absent. */
export function openOrCreateDoor(files: HomeFiles): Door {
  mkdirSync(files.folder, { recursive: true, mode: 0o700 });
  const isLeftover = existsSync(files.door) && statSync(files.door).size === 0 && !existsSync(files.stationStore);
  if (isLeftover) rmSync(files.door);
  return openDoor(files);
}

function openDoor(files: HomeFiles): Door {
  const db = openHeldAlone(files);

  function nameMac(username: string): Uint8Array {
    const row = db.readOne<{ name_key: Uint8Array }>('SELECT name_key FROM station');
    return new Uint8Array(
      createHmac('sha256', row?.name_key ?? utf8(''))
        .update(username)
        .digest(),
    );
  }

  return {
    db,
    station() {
      const row = db.readOne<StationRow>('SELECT * FROM station');
      if (!row) return null;
      if (row.checksum !== stationChecksum(row)) throw damaged(files, 'station');
      return {
        serial: row.serial,
        name: row.name,
        organisation: row.organisation,
        demo: row.demo === 1,
        authorityCertificatePem: row.authority_certificate,
        createdAt: utcMs(row.created_at),
      };
    },
    writeStation(station, nameKey) {
      const row: Omit<StationRow, 'checksum'> = {
        serial: station.serial,
        name: station.name,
        organisation: station.organisation,
        demo: station.demo ? 1 : 0,
        authority_certificate: station.authorityCertificatePem,
        name_key: nameKey,
        created_at: station.createdAt,
      };
      db.write(
        `INSERT INTO station (id, serial, name, organisation, demo, authority_certificate, name_key, created_at, checksum)
         VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)`,
        row.serial,
        row.name,
        row.organisation,
        row.demo,
        row.authority_certificate,
        row.name_key,
        row.created_at,
        stationChecksum(row),
      );
    },
    account(username) {
      const row = db.readOne<AccountRow>('SELECT * FROM account WHERE username = ?', username);
      if (!row) return null;
      const account: DoorAccount = {
        username: row.username,
        ringNumber: row.ring_number,
        cost: { memoryKib: row.memory_kib, passes: row.passes, lanes: row.lanes },
        salt: row.salt,
        sealedRing: row.sealed_ring,
      };
      if (row.checksum !== accountChecksum(account)) throw damaged(files, `account ${username}`);
      return account;
    },
    writeAccount(account) {
      db.write(
        `INSERT OR REPLACE INTO account (username, ring_number, memory_kib, passes, lanes, salt, sealed_ring, checksum)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        account.username,
        account.ringNumber,
        account.cost.memoryKib,
        account.cost.passes,
        account.cost.lanes,
        account.salt,
        account.sealedRing,
        accountChecksum(account),
      );
    },
    codeStep: (username) =>
      db.readOne<{ step: number }>('SELECT step FROM code_step WHERE username = ?', username)?.step ?? 0,
    setCodeStep(username, step) {
      db.write('INSERT OR REPLACE INTO code_step (username, step) VALUES (?, ?)', username, step);
    },
    attempts(username) {
      return (
        db.readOne<FailedAttempts>(
          `SELECT failures, failed_at AS failedAt, failed_uptime_ms AS failedUptimeMs FROM attempt WHERE name_mac = ?`,
          nameMac(username),
        ) ?? { failures: 0, failedAt: 0, failedUptimeMs: null }
      );
    },
    setAttempts(username, { failures, failedAt, failedUptimeMs }) {
      db.transaction(() => {
        db.write(
          'INSERT OR REPLACE INTO attempt (name_mac, failures, failed_at, failed_uptime_ms) VALUES (?, ?, ?, ?)',
          nameMac(username),
          failures,
          failedAt,
          failedUptimeMs,
        );
        db.write(
          `DELETE FROM attempt WHERE name_mac IN (
             SELECT name_mac FROM attempt ORDER BY failures DESC, failed_at DESC LIMIT -1 OFFSET ?)`,
          NAMES_KEPT,
        );
      });
    },
    provenAt: () => db.readOne<{ at: number }>('SELECT at FROM proven_clock')?.at ?? 0,
    setProvenAt(at) {
      db.write('INSERT OR REPLACE INTO proven_clock (id, at) VALUES (1, ?)', at);
    },
    logAnchor: () => db.readOne<LogAnchor>('SELECT size, note FROM log_anchor') ?? null,
    setLogAnchor({ size, note }) {
      db.write('INSERT OR REPLACE INTO log_anchor (id, size, note) VALUES (1, ?, ?)', size, note);
    },
    decoySalt: (username) => nameMac(`decoy\n${username}`).subarray(0, 16),
    close: () => db.close(),
  };
}

function openHeldAlone(files: HomeFiles): PlainDb {
  try {
    return openPlainDb(files.door, DOOR_STEPS);
  } catch (error) {
    if (error instanceof SealbenchError && error.code === 'vault.in-use') {
      throw new RefusedError('station.in-use', { home: files.folder }, error);
    }
    if (error instanceof SealbenchError && error.code === 'vault.damaged') throw damaged(files, 'file', error);
    throw error;
  }
}

function damaged(files: HomeFiles, place: string, cause?: unknown): EvidenceError {
  return new EvidenceError('station.door-damaged', { path: files.door, place }, cause);
}

interface StationRow {
  readonly serial: string;
  readonly name: string;
  readonly organisation: string;
  readonly demo: number;
  readonly authority_certificate: string;
  readonly name_key: Uint8Array;
  readonly created_at: number;
  readonly checksum: string;
}

interface AccountRow {
  readonly username: string;
  readonly ring_number: number;
  readonly memory_kib: number;
  readonly passes: number;
  readonly lanes: number;
  readonly salt: Uint8Array;
  readonly sealed_ring: Uint8Array;
  readonly checksum: string;
}

function stationChecksum(row: Omit<StationRow, 'checksum'>): string {
  const { serial, name, organisation, demo, authority_certificate, name_key, created_at } = row;
  return checksum([serial, name, organisation, demo, authority_certificate, toHex(name_key), created_at]);
}

function accountChecksum({ username, ringNumber, cost, salt, sealedRing }: DoorAccount): string {
  return checksum([username, ringNumber, cost.memoryKib, cost.passes, cost.lanes, toHex(salt), toHex(sealedRing)]);
}

/** SHA-256 over the canonical JSON of the columns in their order: finds damage, not a forger. */
function checksum(columns: readonly (string | number)[]): string {
  return createHash('sha256').update(canonicalJson(columns)).digest('hex');
}
