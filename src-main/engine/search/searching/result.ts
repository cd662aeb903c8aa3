/**
 * One search's answer, growing while it is looked at: the first hits at once, the others in slices between calls, so that
 * the exact number follows and any row can be shown.
 */

import { MESSAGE_TYPES } from '../../intake/index.ts';
import type { ReadDb } from '../../vault/index.ts';
import { fold, foldWithOffsets } from '../fold/fold.ts';
import { type Plan, planQuery } from '../plan/plan.ts';
import { positiveTerms } from '../query/ast.ts';
import { parseQuery } from '../query/parse.ts';
import { type HitPlace, walkHits } from '../run/hits.ts';
import { type OccurrenceFinder, occurrenceFinder } from '../terms/match.ts';
import type { SoundVocabulary } from '../terms/vocabulary.ts';
import type { Hit, SearchRequest } from '../types.ts';

export class SearchResult {
  readonly #db: ReadDb;
  readonly #walk: Generator<HitPlace>;
  readonly #finders: readonly OccurrenceFinder[];
  readonly #ids: number[] = [];
  #complete = false;

  constructor(db: ReadDb, request: SearchRequest, vocabulary: () => SoundVocabulary) {
    const { grant, mode, order, zoneOffsetMinutes } = request;
    const query = parseQuery(request.query, { zoneOffsetMinutes });
    const plan: Plan = planQuery(query, { db, grant, mode, vocabulary });
    this.#db = db;
    this.#walk = walkHits(db, plan, order);
    this.#finders = query ? positiveTerms(query).map((term) => occurrenceFinder(fold(term), mode)) : [];
  }

  get found(): number {
    return this.#ids.length;
  }

  get complete(): boolean {
    return this.#complete;
  }

  /** Goes on until so many hits are known, or all are, or the time is over. */
  advance(wanted: number, budgetMs = Number.POSITIVE_INFINITY): void {
    const end = performance.now() + budgetMs;
    while (!this.#complete && this.#ids.length < wanted && performance.now() < end) {
      const next = this.#walk.next();
      if (next.done) this.#complete = true;
      else this.#ids.push(next.value.id);
    }
  }

  rows(offset: number, limit: number): Hit[] {
    this.advance(offset + limit);
    return this.#ids.slice(offset, offset + limit).map((id) => readHit(this.#db, id, this.#finders));
  }

  close(): void {
    this.#walk.return(undefined);
  }
}

interface HitRow {
  readonly source_id: number;
  readonly conversation_id: number;
  readonly conversation: string;
  readonly sender_id: number | null;
  readonly sender: string | null;
  readonly at: number | null;
  readonly type: number;
  readonly text: string;
  readonly raw_sha256: Uint8Array;
}

const HIT = `
  SELECT m.source_id, m.conversation_id, coalesce(c.name, c.key) AS conversation, m.sender_id,
         coalesce(p.remark, p.group_nickname, p.account_name, p.account, p.key) AS sender,
         m.at, m.type, m.text, m.raw_sha256
  FROM message m
  JOIN conversation c ON c.id = m.conversation_id
  LEFT JOIN person p ON p.id = m.sender_id
  WHERE m.id = ?`;

export function readHit(db: ReadDb, id: number, finders: readonly OccurrenceFinder[]): Hit {
  const row = db.readOne<HitRow>(HIT, id) as HitRow;
  return {
    id,
    sourceId: row.source_id,
    conversationId: row.conversation_id,
    conversation: row.conversation,
    senderId: row.sender_id,
    sender: row.sender ?? '',
    at: row.at,
    type: MESSAGE_TYPES[row.type] as string,
    text: row.text,
    highlights: highlightsOf(row.text, finders),
    rawSha256: Buffer.from(row.raw_sha256).toString('hex'),
  };
}

/** Ranges of the raw text, in order and without overlap. Where folding cannot be traced back nothing is marked. */
function highlightsOf(text: string, finders: readonly OccurrenceFinder[]): [number, number][] {
  const mapped = finders.length > 0 ? foldWithOffsets(text) : null;
  if (!mapped) return [];
  const { folded, offsets } = mapped;
  const ranges: [number, number][] = [];
  for (const find of finders) {
    for (let found = find(folded, 0); found && found.end > found.start; found = find(folded, found.end)) {
      ranges.push([offsets[found.start] as number, offsets[found.end] as number]);
    }
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else if (range[1] > range[0]) merged.push([...range]);
  }
  return merged;
}
