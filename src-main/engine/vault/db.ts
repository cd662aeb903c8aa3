/**
 * The two kinds of access to an encrypted store. A function that only reads says so in its type; a `WriteDb` may be
 * handed where a `ReadDb` is wanted, never the other way round.
 */
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- only the caller knows what its SQL selects */
import type Database from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

export interface ReadDb {
  readonly [readable]: true;
  /** `sql` must be a SELECT: statements that write are refused at preparation. */
  read<Row>(sql: string, ...parameters: readonly SqlValue[]): readonly Row[];
  readOne<Row>(sql: string, ...parameters: readonly SqlValue[]): Row | undefined;
  /** Row by row, for results that do not fit in memory. */
  iterate<Row>(sql: string, ...parameters: readonly SqlValue[]): IterableIterator<Row>;
  /** The first column alone, row by row: for loops over very many ids. */
  iterateColumn<Value>(sql: string, ...parameters: readonly SqlValue[]): IterableIterator<Value>;
}

export interface WriteDb extends ReadDb {
  readonly [writable]: true;
  /** Number of rows changed. */
  write(sql: string, ...parameters: readonly SqlValue[]): number;
  /** All or nothing; nested calls become savepoints. */
  transaction<T>(work: () => T): T;
  /** Whether a transaction is open: what is written meanwhile is durable only when the outermost one ends. */
  readonly inTransaction: boolean;
  /** A prepared statement for hot loops (imports). */
  prepare(sql: string): Database.Statement;
}

export type SqlValue = null | number | bigint | string | Uint8Array;
