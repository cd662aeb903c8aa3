/** One SQLite connection as `WriteDb`: statements are kept, refused when they do not fit the access, errors translated. */
import Database from 'better-sqlite3';
import { BugError } from '../lib/index.ts';
import type { ReadDb, SqlValue, WriteDb } from './db.ts';
import { asStoreError } from './sqliteErrors.ts';

/** Statements kept per connection; the program's own SQL is fixed text, so this is never reached in practice. */
const STATEMENTS_KEPT = 500;

/** How long to wait for a lock: another process lets go at once or not at all. */
const BUSY_MS = 200;

let nativeBinding: string | undefined;

/** Where the native module lies, when it is not the one that better-sqlite3 would find. Said once, before any store opens. */
export function configureSqlite(options: { readonly nativeBinding: string }): void {
  nativeBinding = options.nativeBinding;
}

/** Connections that were not closed: the garbage collector would close a forgotten one and let go of its lock. */
const open = new Set<Database.Database>();

/** What `configureSqlite` was told, to be handed to a worker. */
export function sqliteBinding(): string | null {
  return nativeBinding ?? null;
}

export function connect(path: string): Database.Database {
  const database = new Database(path, { timeout: BUSY_MS, ...(nativeBinding === undefined ? {} : { nativeBinding }) });
  open.add(database);
  return database;
}

export function disconnect(database: Database.Database): void {
  database.close();
  open.delete(database);
}

export function asWriteDb(database: Database.Database): WriteDb {
  const kept = new Map<string, Database.Statement>();

  function prepared(sql: string): Database.Statement {
    let statement = kept.get(sql);
    if (statement === undefined) {
      if (kept.size >= STATEMENTS_KEPT) kept.clear();
      statement = database.prepare(sql);
      kept.set(sql, statement);
    }
    return statement;
  }

  function reading(statement: Database.Statement): Database.Statement {
    if (!statement.reader || !statement.readonly) throw new BugError('bug.sql-writes', { sql: statement.source });
    return statement;
  }

  function guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw asStoreError(error, database.name);
    }
  }

  const db = {
    read: (sql: string, ...parameters: readonly SqlValue[]) =>
      guarded(() => reading(prepared(sql)).all(...parameters.map(bindable))),
    readOne: (sql: string, ...parameters: readonly SqlValue[]) =>
      guarded(() => reading(prepared(sql)).get(...parameters.map(bindable))),
    *iterate(sql: string, ...parameters: readonly SqlValue[]) {
      // A statement of its own: one that is being stepped through cannot be used a second time meanwhile.
      try {
        yield* reading(database.prepare(sql)).iterate(...parameters.map(bindable));
      } catch (error) {
        throw asStoreError(error, database.name);
      }
    },
    *iterateColumn(sql: string, ...parameters: readonly SqlValue[]) {
      try {
        yield* reading(database.prepare(sql))
          .pluck()
          .iterate(...parameters.map(bindable));
      } catch (error) {
        throw asStoreError(error, database.name);
      }
    },
    write: (sql: string, ...parameters: readonly SqlValue[]) =>
      guarded(() => prepared(sql).run(...parameters.map(bindable)).changes),
    transaction: <T>(work: () => T): T => guarded(() => database.transaction(work).immediate()),
    prepare: (sql: string) => guarded(() => database.prepare(sql)),
    get inTransaction() {
      return database.inTransaction;
    },
  };
  return db as unknown as WriteDb; // The brands exist in the types only.
}

/** The same connection without anything that writes. */
export function asReadDb(db: WriteDb): ReadDb {
  return {
    read: db.read,
    readOne: db.readOne,
    iterate: db.iterate,
    iterateColumn: db.iterateColumn,
  } as unknown as ReadDb;
}

function bindable(value: SqlValue): null | number | bigint | string | Buffer {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}
