/** What a search is asked and what it answers. */
import type { Grant } from './grant.ts';
import type { Order } from './run/hits.ts';
import type { SearchMode } from './terms/match.ts';

export interface SearchRequest {
  readonly grant: Grant;
  /** As typed; blanks alone mean every message of the grant. */
  readonly query: string;
  readonly mode: SearchMode;
  readonly order: Order;
  /** Minutes by which the zone that times are typed in is ahead of UTC. */
  readonly zoneOffsetMinutes: number;
}

export interface Hit {
  readonly id: number;
  readonly sourceId: number;
  readonly conversationId: number;
  readonly conversation: string;
  readonly senderId: number | null;
  readonly sender: string;
  /** UTC milliseconds; null when undated. */
  readonly at: number | null;
  readonly type: string;
  readonly text: string;
  /** UTF-16 ranges of `text`, end exclusive. */
  readonly highlights: readonly (readonly [number, number])[];
  /** SHA-256 of the record's bytes in its source. */
  readonly rawSha256: string;
}

export interface ResultState {
  /** Names this result in later calls, until `close`. */
  readonly resultId: number;
  /** Hits found so far, in order; the final number once `complete`. */
  readonly found: number;
  readonly complete: boolean;
}
