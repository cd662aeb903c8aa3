/** What crosses between the searcher and its worker. */
import type { ToldError } from '../../lib/index.ts';
import type { GrantScope } from '../grant.ts';
import type { Hit, ResultState, SearchRequest } from '../types.ts';
import type { StoredRecord } from './record.ts';

export interface SearcherOrder {
  readonly storePath: string;
  readonly key: Uint8Array;
  /** See `configureSqlite`. */
  readonly nativeBinding: string | null;
}

export interface SearchCalls {
  open(request: SearchRequest, limit: number): ResultState & { readonly hits: readonly Hit[] };
  rows(resultId: number, offset: number, limit: number): ResultState & { readonly hits: readonly Hit[] };
  state(resultId: number): ResultState;
  close(resultId: number): null;
  /** The conversation around a message, inside the grant's scope. */
  context(scope: GrantScope, messageId: number, before: number, after: number): readonly Hit[];
  /** Throws `RefusedError('search.no-such-message')`, for a record outside the scope as for one that is not there. */
  record(scope: GrantScope, messageId: number): StoredRecord;
  /** Those of the records that lie inside the scope, in the order of their ids. */
  inside(scope: GrantScope, messageIds: readonly number[]): readonly Hit[];
}

export interface SearchCall {
  readonly number: number;
  readonly name: keyof SearchCalls;
  readonly args: readonly unknown[];
}

export type SearchAnswer =
  | { readonly number: number; readonly ok: true; readonly value: unknown }
  | { readonly number: number; readonly ok: false; readonly error: ToldError };
