/**
 * Searches under grants. Each call asks anew what the person may see, so that a grant that is suspended or runs out also
 * stops what is open already; each search stands in the log with the digest of its query and the number of its hits.
 */
import type { CallOutput, CallParsed, EvidenceRecord } from '../../../src-preload/contract/index.ts';
import { RefusedError, sha256Of } from '../lib/index.ts';
import type { OperationLog } from '../oplog/index.ts';
import type { Grant, Hit, ResultState, Searcher } from '../search/index.ts';
import type { BlobStore } from '../vault/index.ts';
import { scopeOf } from './annotations.ts';
import type { ChosenRecord } from './markTable.ts';
import { recordView } from './recordView.ts';

export interface SearchesOptions {
  /** See `Retrieval.grantFor`. */
  readonly grantFor: (grantId: string) => Grant;
  /** Opens the case's store for searching, or hands out the one that is open. */
  readonly searcher: (caseId: string) => Searcher;
  /** The circuit breaker sees what is about to be shown; throws when it had to suspend the grant. */
  readonly watch: (grantId: string, texts: readonly string[]) => void;
  readonly blobs: BlobStore;
  readonly log: OperationLog;
  readonly actor: string;
}

type Rows = CallOutput<'search.rows'>;

/** Result ids are this room's own: they stay unique when a case's searcher is opened anew. */
export interface Searches {
  open(request: CallParsed<'search.open'>): Promise<Rows>;
  rows(grantId: string, resultId: number, offset: number, limit: number): Promise<Rows>;
  state(grantId: string, resultId: number): Promise<CallOutput<'search.state'>>;
  close(grantId: string, resultId: number): Promise<void>;
  context(grantId: string, messageId: number, before: number, after: number): Promise<CallOutput<'search.context'>>;
  record(grantId: string, messageId: number): Promise<EvidenceRecord>;
  /** Every record that an open result finds, however many. */
  recordsOf(grantId: string, resultId: number): Promise<readonly ChosenRecord[]>;
  /** The case's searcher is stopped, or all are: what was open is gone, and the log says how far it had come. */
  forget(caseId: string | null): void;
}

interface OpenResult {
  readonly grantId: string;
  readonly caseId: string;
  readonly searcher: Searcher;
  /** The searcher's own number for it. */
  readonly inner: number;
  /** Names the entry that began it. */
  readonly begunAt: number;
  found: number;
  ended: boolean;
}

/** As many as the searcher keeps. */
const OPEN_MOST = 16;
const PAGE = 500;
/** Records of one selection: it is read by people. */
const SELECTED_MOST = 100_000;

export function openSearches({ grantFor, searcher, watch, blobs, log, actor }: SearchesOptions): Searches {
  const results = new Map<number, OpenResult>();
  let nextId = 1;

  function end(result: OpenResult, outcome: 'done' | 'cancelled'): void {
    if (result.ended) return;
    const { grantId, begunAt, found } = result;
    log.append({ act: 'search.run', outcome, actor, witness: null, subject: { grantId, begunAt, hits: found } });
    result.ended = true;
  }

  function noted(result: OpenResult, { found, complete }: ResultState): void {
    result.found = found;
    if (complete) end(result, 'done');
  }

  /** Checks the grant before it is said whether there is such a result. */
  function find(grantId: string, resultId: number): OpenResult {
    grantFor(grantId);
    const result = results.get(resultId);
    if (result?.grantId !== grantId) throw new RefusedError('search.result-gone', { id: resultId });
    return result;
  }

  function shown(grantId: string, hits: readonly Hit[]): Rows['hits'] {
    watch(
      grantId,
      hits.map(({ text }) => text),
    );
    return asHits(hits);
  }

  function drop(resultId: number, result: OpenResult): void {
    end(result, 'cancelled');
    results.delete(resultId);
  }

  return {
    async open({ grantId, limit, ...request }) {
      const grant = grantFor(grantId);
      const { query, mode } = request;
      const subject = { grantId, caseId: grant.caseId, querySha256: sha256Of(query), mode };
      const using = searcher(grant.caseId);
      const begun = log.append({ act: 'search.run', outcome: 'begun', actor, witness: null, subject });
      const resultId = nextId;
      nextId += 1;
      try {
        const { resultId: inner, hits, ...state } = await using.open({ ...request, grant }, limit);
        const result = {
          grantId,
          caseId: grant.caseId,
          searcher: using,
          inner,
          begunAt: begun.index,
          found: 0,
          ended: false,
        };
        results.set(resultId, result);
        noted(result, { resultId: inner, ...state });
        const oldest = [...results][0];
        if (results.size > OPEN_MOST && oldest) drop(...oldest);
        return { resultId, ...state, hits: shown(grantId, hits) };
      } catch (thrown) {
        const failed = { grantId, begunAt: begun.index };
        log.append({ act: 'search.run', outcome: 'failed', actor, witness: null, subject: failed });
        throw thrown;
      }
    },
    async rows(grantId, resultId, offset, limit) {
      const result = find(grantId, resultId);
      const { hits, ...state } = await result.searcher.rows(result.inner, offset, limit);
      noted(result, state);
      return { ...state, resultId, hits: shown(grantId, hits) };
    },
    async state(grantId, resultId) {
      const result = find(grantId, resultId);
      const state = await result.searcher.state(result.inner);
      noted(result, state);
      return { ...state, resultId };
    },
    async close(grantId, resultId) {
      const result = results.get(resultId);
      if (result?.grantId !== grantId) return;
      drop(resultId, result);
      await result.searcher.close(result.inner);
    },
    async context(grantId, messageId, before, after) {
      const grant = grantFor(grantId);
      return shown(grantId, await searcher(grant.caseId).context(scopeOf(grant), messageId, before, after));
    },
    async record(grantId, messageId) {
      const grant = grantFor(grantId);
      const stored = await searcher(grant.caseId).record(scopeOf(grant), messageId);
      const subject = { grantId, messageId, rawSha256: stored.rawSha256 };
      log.append({ act: 'record.get', outcome: 'done', actor, witness: null, subject });
      shown(grantId, [stored]);
      return recordView(stored, blobs);
    },
    async recordsOf(grantId, resultId) {
      const result = find(grantId, resultId);
      const records: ChosenRecord[] = [];
      for (;;) {
        const { hits, ...state } = await result.searcher.rows(result.inner, records.length, PAGE);
        noted(result, state);
        records.push(...hits.map(({ id, rawSha256 }) => ({ id, rawSha256 })));
        if (records.length > SELECTED_MOST)
          throw new RefusedError('grant.selection-too-large', { most: SELECTED_MOST });
        if (hits.length < PAGE) return records;
      }
    },
    forget(caseId) {
      for (const [resultId, result] of results) {
        if (caseId === null || result.caseId === caseId) drop(resultId, result);
      }
    },
  };
}

export function asHits(hits: readonly Hit[]): Rows['hits'] {
  return hits.map((hit) => ({ ...hit, highlights: hit.highlights.map(([start, end]) => [start, end]) }));
}
