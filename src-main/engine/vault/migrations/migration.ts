/** The kinds of encrypted store, and one step of a store's layout. */

/** `case`: the records of one case, written by an import while others read; the two others belong to one connection. */
export type StoreKind = 'station' | 'evidence' | 'case';

/** Its number is the store's `user_version` once it has run; it never changes afterwards. */
export interface Migration {
  /** Ranges: station store 10 oplog, 20 station, 30 ceremony; evidence store 40 cases, 50 imaging, 60 intake, … */
  readonly number: number;
  readonly name: string;
  /** Statements that run in one transaction. Tables are STRICT. */
  readonly sql: string;
}
