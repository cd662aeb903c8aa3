/** An operation log in a store of its own, for tests that look into it, damage it, or take it away. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openOperationLog, type StoredOperationLog } from '../../src-main/engine/oplog/index.ts';
import { openStore, type Store } from '../../src-main/engine/vault/index.ts';
import { type HandClock, handClock } from './demoStation.ts';
import { temporaryFolder } from './folders.ts';

export const ORIGIN = 'sealbench.local/TEST-0001';
const STATION_SEED = new Uint8Array(32).fill(0x11);
export const OPERATOR = { name: `${ORIGIN}/li.ming`, seed: new Uint8Array(32).fill(0x22) };
export const WITNESS = { name: `${ORIGIN}/wang.fang`, seed: new Uint8Array(32).fill(0x33) };

export interface LogHome {
  readonly folder: string;
  readonly path: string;
  readonly clock: HandClock;
  /** Opens store and log; the same ones until `close`. */
  log(stationSeed?: Uint8Array): StoredOperationLog;
  /** The keyed connection itself, for raw SQL. */
  store(): Store;
  close(): void;
}

export function logHome(): LogHome {
  const folder = temporaryFolder();
  const path = join(folder, 'station.db');
  const key = new Uint8Array(32).fill(0x44);
  const clock = handClock();
  let store: Store | null = null;
  let log: StoredOperationLog | null = null;

  const home: LogHome = {
    folder,
    path,
    clock,
    store() {
      store ??= openStore(path, key, 'station');
      return store;
    },
    log(stationSeed = STATION_SEED) {
      log ??= openOperationLog({ db: home.store(), origin: ORIGIN, stationSeed, clock });
      return log;
    },
    close() {
      store?.close();
      store = null;
      log = null;
    },
  };
  onTestFinished(() => home.close());
  return home;
}

export function appendMany(home: LogHome, count: number): void {
  for (let n = 0; n < count; n++) {
    home.clock.pass(1000);
    home
      .log()
      .append({ act: 'case.create', outcome: 'done', actor: 'li.ming', witness: null, subject: { number: `A-${n}` } });
  }
}

/** Somebody with the key does away with the triggers first. */
export function withoutTriggers(home: LogHome, ...statements: readonly string[]): void {
  const store = home.store();
  const triggers = store.read<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'oplog%'`,
  );
  for (const { name } of triggers) store.write(`DROP TRIGGER ${name}`);
  for (const statement of statements) store.write(statement);
}

/** The members of an entry's text. */
export function membersOf(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

export function subjectOf(text: string): Record<string, unknown> {
  return membersOf(text).subject as Record<string, unknown>;
}
