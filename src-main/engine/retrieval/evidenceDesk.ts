/**
 * What one session does with records, put together: searches, marks and selections, with the circuit breaker looking at
 * everything before it is shown.
 */
import { openRecorder } from '../cases/index.ts';
import { RefusedError } from '../lib/index.ts';
import type { Hit, Searchers } from '../search/index.ts';
import { type Annotations, openAnnotations } from './annotations.ts';
import { openBreaker } from './breaker.ts';
import type { RetrievalContext } from './context.ts';
import type { Retrieval } from './openRetrieval.ts';
import { storedRequest } from './requestTable.ts';
import { asHits, openSearches, type Searches } from './searches.ts';

export interface EvidenceDesk {
  readonly searches: Searches;
  readonly annotations: Annotations;
}

export function openEvidenceDesk(
  context: RetrievalContext,
  retrieval: Retrieval,
  searcher: Searchers['of'],
): EvidenceDesk {
  const { db, blobs, log, clock, session } = context;
  const { grantFor } = retrieval;
  const actor = session.person.username;
  const breaker = openBreaker();

  function watch(grantId: string, texts: readonly string[]): void {
    const { requestId } = retrieval.getGrant(grantId);
    const { sensitive } = storedRequest(db, requestId).row.form;
    const reason = breaker.see(grantId, sensitive, texts, new Date(clock.now()));
    if (reason === null) return;
    retrieval.suspend(grantId, 'detector', reason);
    // Two people who restore it have looked at what came up: it is counted anew.
    breaker.forget(grantId);
    throw new RefusedError('grant.circuit-broken', { id: grantId });
  }

  const searches = openSearches({ grantFor, searcher, watch, blobs, log, actor });
  const annotations = openAnnotations({
    db,
    recorder: openRecorder(db, log),
    grantFor,
    checkArchive: retrieval.checkArchive,
    checkUnreviewed: retrieval.checkUnreviewed,
    searcher,
    recordsOf: searches.recordsOf,
    shown(grantId, hits: readonly Hit[]) {
      watch(
        grantId,
        hits.map(({ text }) => text),
      );
      return asHits(hits);
    },
    actor,
  });
  return { searches, annotations };
}
